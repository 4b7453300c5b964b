"""Making and changing content files for people, as text; nothing here touches the disk."""
