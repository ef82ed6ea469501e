import Form from "next/form";
import { Button, TextLink } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { chevronDown, search } from "./icons.ts";

export type SearchFilter = {
  name: string;
  label: string;
  value?: string;
  /** Without the first, empty one, which `all` names. */
  options: readonly { value: string; label: string }[];
  /** What no choice means: “All kinds”. */
  all: string;
};

type SearchFormProps = {
  /** The list's own address: search and filters go into its query, so a reload keeps them. */
  action: string;
  label: string;
  value?: string;
  filters?: readonly SearchFilter[];
};

/** Search and filters above a list. A plain GET form: works before any script, and its result has an address. */
export function SearchForm({ action, label, value, filters = [] }: SearchFormProps) {
  const filtered = Boolean(value) || filters.some((filter) => filter.value);
  return (
    <Form action={action} role="search" prefetch={false} className="mb-4 flex flex-wrap items-end gap-3">
      <label className="grid flex-1 gap-1 max-sm:basis-full sm:min-w-48 sm:max-w-80">
        <span className="text-13 text-muted">{label}</span>
        <input key={value} type="search" name="q" defaultValue={value} maxLength={100} className="control" />
      </label>
      {filters.map((filter) => (
        <Filter key={filter.name} {...filter} />
      ))}
      <Button type="submit" icon={search}>
        Search
      </Button>
      {filtered && (
        <TextLink href={action} className="flex min-h-control items-center">
          Clear
        </TextLink>
      )}
    </Form>
  );
}

function Filter({ name, label, value, options, all }: SearchFilter) {
  return (
    <label className="grid gap-1 max-sm:min-w-0 max-sm:flex-1 max-sm:basis-[calc(50%-0.375rem)]">
      <span className="text-13 text-muted">{label}</span>
      <span className="relative">
        <select
          key={value}
          name={name}
          defaultValue={value}
          className="control w-full appearance-none pe-9 text-ellipsis"
        >
          <option value="">{all}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon
          icon={chevronDown}
          className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-icon"
        />
      </span>
    </label>
  );
}
