"""Scoring the workbench on labelled data, risk and calibration, and replaying a verification log."""
