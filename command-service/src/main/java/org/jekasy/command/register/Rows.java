package org.jekasy.command.register;

/** How the rows of one kind of file are read. */
interface Rows {
    /**
     * What a row asks of the ledger.
     *
     * @throws Unfit the row can not be read
     */
    Asked read(Fields row);

    /** The ticket or code by which a person finds the row again, empty where none can be read. */
    String code(Fields row);

    /** The text of a column, empty where nothing stands that can be shown. */
    default String code(Fields row, Column column) {
        try {
            String code = row.optional(column);
            return code == null ? "" : Why.shown(code);
        } catch (Unfit unreadable) {
            return "";
        }
    }
}
