"""What was changed in the database, as windows and lists hear of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """The wholes that changed or show what changed, by entity, up to entry `sequence`.

    `touched` maps an entity ("issue") to ids; no id at all stands for all of that kind.
    """

    sequence: int = 0
    touched: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def of(self, *entities: str) -> bool:
        """Whether anything of these kinds was touched."""
        return any(entity in self.touched for entity in entities)

    def includes(self, entity: str, entity_id: int) -> bool:
        """Whether this very whole was touched."""
        ids = self.touched.get(entity)
        return ids is not None and (not ids or entity_id in ids)
