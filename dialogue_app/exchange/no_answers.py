"""What stands in a column of answers and is none: how far it has come, to whom it was sent."""

from __future__ import annotations

import re

from dialogue_app.exchange.answer_words import answer_words
from dialogue_app.exchange.header_words import is_one_of, section_words, words_only

# "Xem phụ lục 2": no answer, but where it stands.
_ELSEWHERE = re.compile(
    r"[\W_]*(?:(?:xem|theo|chi tiết|nội dung|như|tại|ở|trong|có) )*"
    r"(?:phụ lục|file|tệp|văn bản|bảng|báo cáo)(?: (?:đính kèm|kèm theo|riêng|số))*"
    r"[\s\d.IVX]*[\W_]*",
    re.IGNORECASE,
)
_SAME_AS = re.compile(  # "Trùng với kiến nghị số 3"
    r"trùng(?: lặp)?(?: nội dung)?(?: với)?(?: (?:kn|kiến nghị|ý kiến|câu hỏi|mục|stt))?(?: số)?"
    r"\s*\d{1,4}[\s.]*",
    re.IGNORECASE,
)
_SECOND_SENTENCE = re.compile(r"[.;!?]\s+\w|\n|(?<!chuyển)(?<!gửi):\s*\w", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[,;.]\s+|\n")
_LONGEST_STATE = 150  # letters
_CAME_BACK = re.compile(r"\bda\b")  # what became of it there


def is_no_answer(text: str) -> bool:
    """Whether a cell says only how far an answer has come, where it stands, or who is to give it.

    A number alone counts answers, and is none either.
    """
    clauses = [clause for clause in _CLAUSE_ENDS.split(text) if clause.strip()]
    return _is_none(text) or (len(clauses) > 1 and all(map(_is_none, clauses)))


def _is_none(text: str) -> bool:
    return (
        not any(map(str.isalpha, text))
        or is_one_of(text, answer_words().none)
        or _ELSEWHERE.fullmatch(text) is not None
        or _SAME_AS.fullmatch(text.strip()) is not None
        or is_only_done(text)
        or is_passed_on(text)
        or _is_going_on(text)
        or _is_body(text)
    )


def _is_body(text: str) -> bool:
    """Whether it only names the body that is to answer, or did."""
    name = answer_words().body.fullmatch(text.strip(" .;"))
    return name is not None and section_words().certain_body.match(words_only(text)) is not None


def _is_going_on(text: str) -> bool:
    """Whether it says what is being done, or what is not yet there: "Đang chờ ý kiến của Sở"."""
    if ":" in text or len(text) > _LONGEST_STATE:
        return False
    said = words_only(answer_words().body.sub("cơ quan", text))
    return answer_words().going_on.fullmatch(said) is not None


def is_only_done(text: str) -> bool:
    """Whether it says that it was answered, and not what: "Sở đã trả lời bằng văn bản"."""
    return ":" not in text and answer_words().only_done.fullmatch(words_only(text)) is not None


def is_passed_on(text: str) -> bool:
    """Whether one sentence says only to which body it was sent: "Kính chuyển Sở Xây dựng"."""
    if _SECOND_SENTENCE.search(text.rstrip(" .;")):
        return False
    said = words_only(text)
    passed = answer_words().passed_on.match(said)
    return passed is not None and _CAME_BACK.search(said, passed.end()) is None
