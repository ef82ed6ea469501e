<?php
$n = (int) fgets(STDIN);
for ($i = 0; $i < $n; $i++) {
    $line = rtrim(fgets(STDIN), "\n");
    // $line looks like "02:14:09 ERROR billing-api card processor timed out"
}
