n = gets.to_i
n.times do
  line = gets.chomp
  # line looks like "02:14:09 ERROR billing-api card processor timed out"
end
