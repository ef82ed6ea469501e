<?php
$cost = ['ERROR' => 1, 'FATAL' => 10];
$points = [];
for ($n = (int) fgets(STDIN); $n > 0; $n--) {
    [, $level, $service] = explode(' ', rtrim(fgets(STDIN), "\n"));
    if (isset($cost[$level])) $points[$service] = ($points[$service] ?? 0) + $cost[$level];
}
uksort($points, fn($a, $b) => $points[$b] <=> $points[$a] ?: strcmp($a, $b));
foreach ($points as $name => $sum) echo "$name $sum\n";
if (!$points) echo "quiet\n";
