def changed_settings(before, after):
    lines = ["+ " + name for name in after if name not in before]
    lines += ["- " + name for name in before if name not in after]
    lines += ["~ " + name for name in after if name in before and before[name] != after[name]]
    return lines
