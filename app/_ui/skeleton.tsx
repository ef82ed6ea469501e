type SkeletonProps = { rows?: number; label?: string };

/** Holds the place of streamed rows at their final height; seen only after 300 ms. */
export function Skeleton({ rows = 5, label = "Loading" }: SkeletonProps) {
  return (
    <div role="status" className="animate-late">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} aria-hidden="true" className="flex h-row items-center border-b border-hairline">
          <span className={`h-3 rounded-tag bg-hover ${index % 2 === 0 ? "w-1/2" : "w-2/5"}`} />
        </div>
      ))}
    </div>
  );
}
