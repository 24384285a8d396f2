"""What a cell says is made once, and anew for another row, column or day."""

from __future__ import annotations

from datetime import date, timedelta

from dialogue_app.services.lists import Column
from ui.models import cells
from ui.models.cells import Cells

DAY = date(2026, 9, 15)


class Clock:
    def __init__(self) -> None:
        self.day = DAY

    def today(self) -> date:
        return self.day


def test_a_cell_is_made_once_until_its_row_or_the_day_is_another():
    clock, made = Clock(), []

    def words(row: str, day: date) -> str:
        made.append(row)
        return f"{row} {day:%d/%m}"

    column, said = Column[str]("what", "What", words=words, numeric=True), Cells[str](clock.today)
    row = "Hẻm"
    for _time in range(3):
        assert said.of(row, column, (0, 1)) == ("Hẻm 15/09", None, True)
    assert made == ["Hẻm"]
    assert said.of("Đường", column, (0, 1))[0] == "Đường 15/09"  # it stands there now
    clock.day += timedelta(1)
    said.look_at_day()
    assert said.of("Đường", column, (0, 1))[0] == "Đường 16/09"


def test_few_are_remembered():
    said = Cells[str](Clock().today)
    column = Column[str]("what", "What", words=lambda row, _day: row)
    for place in range(3 * cells._KEPT):
        said.of("Hẻm", column, (place, 0))
    assert len(said._said) <= cells._KEPT
