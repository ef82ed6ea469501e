function changedSettings(before, after) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    if (!before[name] && after[name]) return [`+ ${name}`];
    if (before[name] && !after[name]) return [`- ${name}`];
    return before[name] === after[name] ? [] : [`~ ${name}`];
  });
}
