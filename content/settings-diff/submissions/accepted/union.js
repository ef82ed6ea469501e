function changedSettings(before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    if (!Object.hasOwn(before, name)) return [`+ ${name}`];
    if (!Object.hasOwn(after, name)) return [`- ${name}`];
    return before[name] === after[name] ? [] : [`~ ${name}`];
  });
}
