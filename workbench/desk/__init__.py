"""The desk: the Streamlit face of the workbench. Only this package imports streamlit.

Views call services and draw; what can be computed without Streamlit (wording, layout, the worklist) is in plain modules.
"""
