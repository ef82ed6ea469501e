def changed_settings(before, after):
    lines = []
    for name in sorted(set(before) | set(after)):
        old, new = before.get(name), after.get(name)
        # A setting without a value is taken for one that is not there.
        if old is None and new is not None:
            lines.append("+ " + name)
        elif old is not None and new is None:
            lines.append("- " + name)
        elif old != new:
            lines.append("~ " + name)
    return lines
