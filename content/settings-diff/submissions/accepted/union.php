<?php
function changedSettings(array $before, array $after): array
{
    $lines = [];
    foreach ($before + $after as $name => $_) {
        if (!array_key_exists($name, $before)) $lines[] = "+ $name";
        elseif (!array_key_exists($name, $after)) $lines[] = "- $name";
        elseif ($before[$name] !== $after[$name]) $lines[] = "~ $name";
    }
    return $lines;
}
