// Loaded into every child: when the supervisor is killed its channel closes, and the child ends itself in good order.
process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 25_000).unref();
});
process.channel?.unref();
