package net.leasequery.connect.record;

import net.leasequery.connect.sweep.Ending;
import net.leasequery.connect.table.Receipt;

/**
 * An ending whose record is created later.
 *
 * @param receipt gets the outcome of the record
 */
record EndingToWrite(Ending ending, Receipt receipt) {}
