"""Facts of an invented meeting of "phường Mẫu" (dữ liệu mẫu), in several sizes."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dialogue_app.documents.facts import AgencyFacts, FlagFacts, ParticipantFacts, RaiserFacts
from dialogue_app.documents.minutes_facts import (
    AnswerFacts,
    AssignmentFacts,
    CountFacts,
    DirectionFacts,
    IssueFacts,
    MinutesFacts,
    StatementFacts,
)
from dialogue_app.domain.people import Person
from dialogue_app.domain.series import Fate, LastSessionReport
from dialogue_app.domain.vocabulary import (
    AuthorityLevel,
    Medium,
    Moment,
    ParticipantRole,
    RaiserKind,
    Relation,
)

CHAIR = Person("Ông Trần Văn Hòa", "Chủ tịch", "Ủy ban nhân dân phường")
SECRETARY = Person(
    "Bà Nguyễn Ngọc Diệp",
    "chuyên viên",
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường",
)
LOAN = Person("Bà Võ Thị Kim Loan", "Trưởng phòng", "Phòng Kinh tế, Hạ tầng và Đô thị")
ECONOMY = "Phòng Kinh tế, Hạ tầng và Đô thị"
AGENCY = AgencyFacts(
    ("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"),
    "Ủy ban nhân dân phường Mẫu",
    "Ủy ban nhân dân phường",
    "phường",
    "UBND",
)
EMPTY = MinutesFacts(AGENCY, "Hội nghị đối thoại doanh nghiệp phường Mẫu quý III năm 2026")
PARKING = AnswerFacts(
    1,
    "Phường đã khảo sát hai vị trí có thể tổ chức giữ xe và đang lấy ý kiến Công an phường; trong "
    "tháng 10 năm 2026 sẽ niêm yết vị trí và giá dịch vụ tại trụ sở và tại chợ",
    person=LOAN,
)


def unit(number: int, name: str, speaker: str = "") -> RaiserFacts:
    return RaiserFacts(f"DN-{number:05d}", name, speaker=speaker)


PARKING_ISSUE = IssueFacts(
    "Khu vực trước nhà chỉ được dừng xe, khách không có chỗ để xe trong giờ trưa. Đề nghị phường "
    "bố trí điểm giữ xe có thu phí gần chợ",
    moment=Moment.AT_MEETING,
    medium=Medium.SPOKEN,
    raisers=(unit(1, "Hộ kinh doanh Quán cơm Bà Sáu (mẫu)", "Bà Lê Thị Sáu"),),
    answers=(PARKING,),
    authority=AuthorityLevel.LOCAL,
)
ROOF_ISSUE = IssueFacts(
    "Hồ sơ đề nghị cải tạo mái nhà xưởng nộp từ tháng 5 đến nay được yêu cầu bổ sung ba lần, mỗi "
    "lần một nội dung khác nhau. Đề nghị cho biết cơ quan nào trả lời cuối cùng và thời hạn.",
    moment=Moment.AT_MEETING,
    medium=Medium.SPOKEN,
    raisers=(unit(2, "Công ty TNHH Cơ khí Tân Phú Lợi (mẫu)", "Ông Đoàn Minh Khôi"),),
    statements=(
        StatementFacts(
            "Nội dung về kết cấu mái thuộc phạm vi cơ quan cấp trên hướng dẫn",
            Person("Bà Lâm Thị Thu Hằng", "Phó Trưởng phòng", "Sở Mẫu"),
        ),
    ),
    directions=(
        DirectionFacts(1, "rà soát toàn bộ các lần yêu cầu bổ sung, không để doanh nghiệp đi lại"),
    ),
    assignments=(
        AssignmentFacts(
            ECONOMY,
            Relation.OWN,
            ("Trung tâm Phục vụ hành chính công",),
            date(2026, 9, 25),
            at_meeting=True,
        ),
    ),
    authority=AuthorityLevel.LOCAL,
)
LIGHT_ISSUE = IssueFacts(
    "Hẻm 47 thiếu đèn chiếu sáng, buổi tối vắng khách.",
    moment=Moment.AT_MEETING,
    medium=Medium.SLIP,
    raisers=(unit(3, "Công ty Cổ phần Nội thất Đại Lộc (mẫu)"),),
    flags=FlagFacts(withhold_name=True),
    assignments=(
        AssignmentFacts("Công an phường", Relation.LOCAL, (), date(2026, 9, 30), at_meeting=True),
    ),
)
CUSTOMS_ISSUE = IssueFacts(
    "Hàng mẫu trị giá thấp bị yêu cầu hồ sơ như hàng thương mại. Đề nghị hướng dẫn thủ tục.",
    moment=Moment.BEFORE,
    medium=Medium.ONLINE_FORM,
    raisers=(
        RaiserFacts("DN-00004", "Hội Doanh nghiệp phường Mẫu", RaiserKind.ASSOCIATION, members=7),
    ),
    assignments=(AssignmentFacts("Chi cục Hải quan Mẫu", Relation.OTHER, (), date(2026, 9, 30)),),
    authority=AuthorityLevel.CENTRAL,
    carried_from=date(2026, 6, 15),
)
COMPLAINT = IssueFacts(
    "Tố cáo cán bộ nhận quà bí mật ba trăm.",
    moment=Moment.AT_MEETING,
    medium=Medium.SLIP,
    raisers=(unit(5, "Công ty Kín Tiếng (mẫu)", "Lý Kín"),),
    flags=FlagFacts(complaint=True),
)
VENUE_ISSUE = IssueFacts(
    "Khách của chợ cũng không có chỗ để xe.",
    moment=Moment.AT_MEETING,
    medium=Medium.SPOKEN,
    venue="Ban Quản lý chợ Mẫu",
    raisers=(RaiserFacts("x", "chị Sáu bán nước (0900 000 123)", RaiserKind.UNIDENTIFIED),),
    answers=(PARKING,),
)
UNSIGNED_ISSUE = IssueFacts(
    "Quầy tiếp nhận nên mở cửa sáng thứ Bảy.",
    moment=Moment.AT_MEETING,
    medium=Medium.SLIP,
    flags=FlagFacts(unsigned=True),
)
ISSUES = (
    PARKING_ISSUE,
    CUSTOMS_ISSUE,
    ROOF_ISSUE,
    LIGHT_ISSUE,
    COMPLAINT,
    VENUE_ISSUE,
    UNSIGNED_ISSUE,
)


def _who(role: ParticipantRole, person: Person, note: str = "") -> ParticipantFacts:
    return ParticipantFacts(role, person, note)


LAST_SESSION = LastSessionReport(
    session_id=1,
    session_code="2026-K2",
    session_day=date(2026, 6, 15),
    as_of=date(2026, 9, 14),
    received=34,
    carried=0,
    reopened=0,
    fates=((Fate.SETTLED, 25), (Fate.IN_TIME, 4), (Fate.OVERDUE, 2), (Fate.TRANSFERRED, 3)),
)


def meeting(issues: tuple[IssueFacts, ...] = ISSUES) -> MinutesFacts:
    return MinutesFacts(
        AGENCY,
        "Hội nghị đối thoại giữa chính quyền với doanh nghiệp, hộ kinh doanh\n"
        "trên địa bàn phường Mẫu quý III năm 2026",
        starts=datetime(2026, 9, 15, 1, 0, tzinfo=UTC),
        ends=datetime(2026, 9, 15, 4, 20, tzinfo=UTC),
        place="Hội trường Ủy ban nhân dân phường Mẫu",
        venues=("Ban Quản lý chợ Mẫu",),
        participants=(
            _who(
                ParticipantRole.INVITED,
                Person("Bà Lâm Thị Thu Hằng", "Phó Trưởng phòng, đại diện", "Sở Mẫu"),
            ),
            _who(ParticipantRole.OWN_UNIT, Person("", "lãnh đạo", ECONOMY)),
            _who(ParticipantRole.OWN_UNIT, Person("", "lãnh đạo", "Phòng Văn hóa - Xã hội")),
            _who(
                ParticipantRole.ABSENT,
                Person("", "đại diện", "Công ty Điện lực Mẫu"),
                "có lý do",
            ),
            _who(ParticipantRole.CHAIR, CHAIR),
            _who(ParticipantRole.SECRETARY, SECRETARY),
        ),
        counts=CountFacts(120, 86, 9, 21),
        opening=(StatementFacts("nêu mục đích, cách thức đối thoại", CHAIR),),
        reports=(StatementFacts("", LOAN),),
        last_session=LAST_SESSION,
        issues=issues,
        conclusions=(
            "Các đơn vị được giao trả lời bằng văn bản đúng thời hạn nêu tại Phụ lục.",
            "kết quả giải quyết được báo cáo tại hội nghị kỳ sau",
        ),
    )


def many(count: int) -> MinutesFacts:
    kinds = (PARKING_ISSUE, ROOF_ISSUE, CUSTOMS_ISSUE, LIGHT_ISSUE)
    return meeting(tuple(kinds[number % len(kinds)] for number in range(count)))


def issue_of(text: str, name: str = "Công ty Mẫu") -> IssueFacts:
    return IssueFacts(text, raisers=(RaiserFacts("k", name),))
