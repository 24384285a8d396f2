"""Facts of invented letters of "phường Mẫu" (dữ liệu mẫu), to each kind of body."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dialogue_app.documents.facts import FlagFacts, RaiserFacts
from dialogue_app.documents.reminder_facts import ReminderLetterFacts, SentIssues
from dialogue_app.documents.transfer_facts import TransferFacts, TransferredIssue
from dialogue_app.domain.fields.letters import NOTHING_TYPED, LetterDraft
from dialogue_app.domain.vocabulary import Medium, RaiserKind, Relation, Signing
from tests.documents import example_facts as example

TYPED = LetterDraft(
    "KTHTĐT",
    Signing.DEPUTY,
    "Bà Phạm Thị Mẫu",
    contact="Bà Võ Thị Kim Loan, Trưởng phòng Phòng Kinh tế, Hạ tầng và Đô thị",
    contact_phone="0900 000 001",
)
AGENCY = replace(example.AGENCY, place_name="Mẫu")
DUE, LATER = date(2026, 10, 9), date(2026, 10, 16)
ROOF = TransferredIssue(
    "KN-2026-0007",
    "Đề nghị hướng dẫn yêu cầu kỹ thuật khi cải tạo mái nhà xưởng nằm trong hẻm",
    (RaiserFacts("e1", "Công ty TNHH Cơ khí Tân Phú Lợi", speaker="Ông Đoàn Minh Khôi"),),
    due=DUE,
)
TRUCKS = TransferredIssue(
    "KN-2026-0019",
    "Đề nghị điều chỉnh khung giờ lưu thông của xe tải nhẹ trên hai tuyến đường giáp ranh.",
    (RaiserFacts("e2", "Hội Doanh nghiệp phường Mẫu", RaiserKind.ASSOCIATION, members=7),),
    due=DUE,
)
WITHHELD = TransferredIssue(
    "KN-2026-0021",
    "Công ty Cổ phần Nội thất Đại Lộc đề nghị trả lời số 0909 123 456 về hồ sơ hoàn công.",
    (RaiserFacts("e3", "Công ty Cổ phần Nội thất Đại Lộc"),),
    FlagFacts(withhold_name=True),
    due=DUE,
)
TICKED = replace(WITHHELD, flags=FlagFacts(withhold_name=True, name_when_transferring=True))
UNSIGNED = TransferredIssue(
    "KN-2026-0022",
    "Đường trước chợ ngập.",
    flags=FlagFacts(unsigned=True),
    medium=Medium.SLIP,
    due=DUE,
)


def letter(body: str, relation: Relation, *issues: TransferredIssue) -> TransferFacts:
    return TransferFacts(
        AGENCY,
        body,
        relation,
        issues,
        date(2026, 9, 16),
        TYPED,
        "Hội nghị đối thoại giữa chính quyền với doanh nghiệp, hộ kinh doanh\n"
        "trên địa bàn phường Mẫu quý III năm 2026",
        date(2026, 9, 15),
    )


LETTERS = {
    "own-one": letter(example.ECONOMY, Relation.OWN, ROOF),
    "own-several": letter(example.ECONOMY, Relation.OWN, ROOF, replace(TRUCKS, due=LATER)),
    "own-withheld": letter(example.ECONOMY, Relation.OWN, WITHHELD, TRUCKS),
    "local-one": letter("Công an phường", Relation.LOCAL, replace(UNSIGNED, due=None)),
    "local-several": letter("Thuế cơ sở", Relation.LOCAL, ROOF, TRUCKS),
    "higher-one": replace(
        letter("Công ty Điện lực Mẫu", Relation.OTHER, replace(ROOF, due=None)),
        letter=NOTHING_TYPED,
    ),
    "higher-several": letter("Sở Xây dựng", Relation.OTHER, ROOF, TRUCKS, TICKED),
    "higher-withheld": letter("Sở Xây dựng", Relation.OTHER, ROOF, WITHHELD, UNSIGNED),
    "higher-dates": letter("Kho bạc Mẫu", Relation.OTHER, ROOF, replace(TRUCKS, due=None)),
    "superior-several": letter("Bộ Mẫu", Relation.SUPERIOR, ROOF, TRUCKS),
    "no-session": replace(
        letter("Sở Xây dựng", Relation.OTHER, ROOF), session_name="", session_day=None
    ),
}


def reminder(
    body: str, relation: Relation, *sent: SentIssues, time: int = 2
) -> ReminderLetterFacts:
    """A letter that asks again for answers to the roof and the trucks."""
    codes = {code for one in sent for code in one.codes}
    issues = tuple(replace(one, due=None) for one in (ROOF, TRUCKS) if one.code in codes)
    return ReminderLetterFacts(
        AGENCY, body, relation, issues, date(2026, 10, 12), TYPED, sent=sent, time=time
    )


_18 = date(2026, 9, 18)
REMINDERS = {
    "other": reminder(
        "Sở Xây dựng", Relation.OTHER, SentIssues(_18, "125/UBND-KTHTĐT", (ROOF.code, TRUCKS.code))
    ),
    "two-letters": reminder(
        "Thuế cơ sở", Relation.LOCAL,
        SentIssues(_18, "125/UBND-KTHTĐT", (TRUCKS.code,)),
        SentIssues(date(2026, 9, 21), "", (ROOF.code,)),
        time=3,
    ),
    "superior-one": reminder(
        "Bộ Mẫu", Relation.SUPERIOR, SentIssues(_18, "", (ROOF.code,)), time=1
    ),
}  # fmt: skip
