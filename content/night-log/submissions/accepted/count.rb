COST = { "ERROR" => 1, "FATAL" => 10 }.freeze
points = Hash.new(0)
gets.to_i.times do
  _, level, service = gets.chomp.split(" ")
  points[service] += COST[level] if COST[level]
end
points.sort_by { |name, cost| [-cost, name] }.each { |name, cost| puts "#{name} #{cost}" }
puts "quiet" if points.empty?
