points=$(tail -n +2 | awk '$2 == "ERROR" { sum[$3] += 1 } $2 == "FATAL" { sum[$3] += 10 } END { for (name in sum) print name, sum[name] }')
if [ -z "$points" ]; then
  echo quiet
else
  sort -k2,2nr -k1,1 <<<"$points"
fi
