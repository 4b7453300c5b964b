"""JSON Schemas (draft-07) with which an editor completes and checks content files while typing."""

from timeline.schemas.build import SCHEMA_FOLDER, editor_schemas

__all__ = ["SCHEMA_FOLDER", "editor_schemas"]
