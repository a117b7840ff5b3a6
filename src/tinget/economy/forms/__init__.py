"""The forms of the economy, by noun."""

from tinget.economy.forms.accruals import AccrualForm
from tinget.economy.forms.attest import InvoiceForm, ReturnForm, RightForm
from tinget.economy.forms.billing import BillForm, BookingForm, SettleForm
from tinget.economy.forms.books import AdoptTableForm, TableForm
from tinget.economy.forms.consulting import (
    AnswerForm,
    AskForm,
    ChoosesMunicipality,
    CommitteeForm,
    ReportForm,
)
from tinget.economy.forms.keys import TriedKeyForm
from tinget.economy.forms.sharing import AdoptForm, CompareForm, PickForm

__all__ = [
    "AccrualForm",
    "AdoptForm",
    "AdoptTableForm",
    "AnswerForm",
    "AskForm",
    "BillForm",
    "BookingForm",
    "ChoosesMunicipality",
    "CommitteeForm",
    "CompareForm",
    "InvoiceForm",
    "PickForm",
    "ReportForm",
    "ReturnForm",
    "RightForm",
    "SettleForm",
    "TableForm",
    "TriedKeyForm",
]
