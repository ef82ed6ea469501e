def changed_settings(before, after)
  (before.keys | after.keys).flat_map do |name|
    next ["+ #{name}"] unless before.key?(name)
    next ["- #{name}"] unless after.key?(name)

    before[name] == after[name] ? [] : ["~ #{name}"]
  end
end
