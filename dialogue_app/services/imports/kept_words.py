"""What a note keeps of the words of a file that no list has: in Vietnamese, as papers are."""

from __future__ import annotations

_CALLED = {
    "answer": "Kết quả",
    "answer_date": "Ngày trả lời",
    "answer_kind": "Hình thức trả lời",
    "answer_number": "Văn bản trả lời",
    "authority": "Thẩm quyền",
    "body": "Cơ quan",
    "channel": "Cách nêu",
    "contact": "Liên hệ",
    "due": "Thời hạn",
    "kind": "Loại",
    "legal_type": "Loại hình",
    "medium": "Phương thức nêu",
    "moment": "Thời điểm nêu",
    "name_public": "Công khai tên",
    "promised_on": "Hẹn trả lời",
    "received_on": "Ngày tiếp nhận",
    "timestamp": "Ngày gửi",
    "topic": "Lĩnh vực",
    "unit": "Phường, xã",
    "withhold_name": "Đề nghị không nêu tên",
}


def can_keep(field: str) -> bool:
    """Whether the words of this field are kept in the note."""
    return field in _CALLED


def kept_words(field: str, written: str) -> str:
    """The line of the note for what a file writes in a field."""
    return f"{_CALLED[field]} ghi trong tệp: {written}"
