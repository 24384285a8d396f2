"""The small forms of an issue's moves; each is filled in beside the list, saved as one act."""

from ui.pages.issues.move_forms.answering import AnswerPanel, DirectionPanel
from ui.pages.issues.move_forms.contacting import (
    CallPanel,
    ElsewherePanel,
    RemindPanel,
    TalkPanel,
    TellPanel,
)
from ui.pages.issues.move_forms.ending import (
    ClosePanel,
    CloseTogetherPanel,
    DuplicatePanel,
    ReopenPanel,
    VerdictPanel,
    WaitPanel,
)
from ui.pages.issues.move_forms.extending import ExtendPanel
from ui.pages.issues.move_forms.giving import (
    AssignPanel,
    AssignTogetherPanel,
    GiveOutPanel,
    Proposals,
    ReturnPanel,
)
from ui.pages.issues.move_forms.promising import BreakPanel, KeepPanel, PromisePanel
from ui.pages.issues.move_forms.sending import CameBackPanel, EscalatePanel, SendPanel

__all__ = [
    "AnswerPanel",
    "AssignPanel",
    "AssignTogetherPanel",
    "BreakPanel",
    "CallPanel",
    "CameBackPanel",
    "ClosePanel",
    "CloseTogetherPanel",
    "DirectionPanel",
    "DuplicatePanel",
    "ElsewherePanel",
    "EscalatePanel",
    "ExtendPanel",
    "GiveOutPanel",
    "KeepPanel",
    "PromisePanel",
    "Proposals",
    "RemindPanel",
    "ReopenPanel",
    "ReturnPanel",
    "SendPanel",
    "TalkPanel",
    "TellPanel",
    "VerdictPanel",
    "WaitPanel",
]
