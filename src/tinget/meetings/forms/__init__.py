"""The meetings' forms: what is written before and after (writing), and what happens at the table (live)."""

from tinget.meetings.forms.live import (
    ApproveForm,
    BallotForm,
    CorrectForm,
    DecideForm,
    LotteryForm,
    MotionForm,
    OutcomeForm,
    PresenceForm,
    PresideForm,
    ReserveForm,
    VoteForm,
)
from tinget.meetings.forms.writing import (
    AddItemForm,
    ApproverForm,
    AttendanceForm,
    CancelForm,
    ItemForm,
    PlaceCaseForm,
    PlanForm,
    lines_of,
)

__all__ = [
    "AddItemForm",
    "ApproveForm",
    "ApproverForm",
    "AttendanceForm",
    "BallotForm",
    "CancelForm",
    "CorrectForm",
    "DecideForm",
    "ItemForm",
    "LotteryForm",
    "MotionForm",
    "OutcomeForm",
    "PlaceCaseForm",
    "PlanForm",
    "PresenceForm",
    "PresideForm",
    "ReserveForm",
    "VoteForm",
    "lines_of",
]
