read -r n
for ((i = 0; i < n; i++)); do
  IFS= read -r line
  # $line looks like "02:14:09 ERROR billing-api card processor timed out"
done
