"""Jobs go on by themselves, one after the other in a lane, each subject once at a time."""

import threading

import pytest

from workbench.desk.jobs import FINISHED_KEPT, Jobs, Lane, Order, Stage, Step
from workbench.errors import MissingResourceError
from workbench.ledger import Reviewer

ADA = Reviewer("Ada Reader")
PATIENCE = 30


class Gate:
    """Work that begins, tells so, and ends when it is let go."""

    def __init__(self, result="done"):
        self.began, self.go, self.result = threading.Event(), threading.Event(), result

    def __call__(self, progress):
        progress("matching", 1, 3)
        self.began.set()
        assert self.go.wait(PATIENCE)
        progress("matching", 3, 3)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


def order(work, subject="a", lane=Lane.CHECK):
    return Order(lane, subject, "The tunnel", ADA, {"reading": "Finding the claims", "matching": "Comparing"}, work)


def ended(job):
    for _ in range(PATIENCE * 100):
        if not job.active:
            return job
        threading.Event().wait(0.01)
    return pytest.fail("the job does not end")


def test_a_job_tells_its_steps_and_gives_its_result():
    jobs, work = Jobs(), Gate()
    job = jobs.start(order(work))
    assert work.began.wait(PATIENCE)
    assert job.stage is Stage.RUNNING
    reading, matching = job.steps()
    assert (reading, matching.name, matching.done, matching.total) == (Step("Finding the claims"), "Comparing", 1, 3)
    work.go.set()
    assert (ended(job).stage, job.result, job.steps()[1].done) == (Stage.DONE, "done", 3)


def test_one_subject_is_in_work_once_and_can_be_again_when_that_is_done():
    jobs, first, second = Jobs(), Gate(), Gate()
    job = jobs.start(order(first))
    assert jobs.start(order(second)) is job
    first.go.set()
    ended(job)
    again = jobs.start(order(second))
    second.go.set()
    assert ended(again).result == "done"
    assert again is not job
    assert jobs.on("a") is again


def test_jobs_of_a_lane_wait_for_one_another_and_those_of_another_lane_do_not():
    jobs, first, second, other = Jobs(), Gate(), Gate(), Gate()
    one, two = jobs.start(order(first)), jobs.start(order(second, "b"))
    three = jobs.start(order(other, "c", Lane.CORPUS))
    assert first.began.wait(PATIENCE)
    assert other.began.wait(PATIENCE)
    assert (one.stage, two.stage, three.stage) == (Stage.RUNNING, Stage.WAITING, Stage.RUNNING)
    for work in (first, second, other):
        work.go.set()
    assert {ended(job).stage for job in (one, two, three)} == {Stage.DONE}


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            MissingResourceError("no_corpus", expected="a corpus", found="none", fix="make one"),
            "Expected a corpus; found none; make one.",
        ),
        (
            ZeroDivisionError("1/0"),
            "Expected the work to end; found an error that nobody foresaw (ZeroDivisionError); try again.",
        ),
    ],
)
def test_a_job_that_fails_says_so_in_one_line_and_the_next_is_done(error, line):
    jobs, bad, good = Jobs(), Gate(error), Gate()
    failing, next_one = jobs.start(order(bad)), jobs.start(order(good, "b"))
    bad.go.set()
    good.go.set()
    assert (ended(failing).stage, failing.error) == (Stage.FAILED, line)
    assert ended(next_one).stage is Stage.DONE


def test_finished_jobs_can_be_dropped_and_do_not_pile_up():
    jobs, work = Jobs(), Gate()
    job = jobs.start(order(work))
    jobs.drop(job.job_id)
    assert jobs.all() == (job,)
    work.go.set()
    ended(job)
    jobs.drop(job.job_id)
    assert jobs.all() == ()
    for number in range(FINISHED_KEPT + 5):
        ended(jobs.start(order(lambda _: None, f"s{number}")))
    assert len(jobs.all()) == FINISHED_KEPT + 1
