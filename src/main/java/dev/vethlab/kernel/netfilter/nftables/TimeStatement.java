package dev.vethlab.kernel.netfilter.nftables;

/**
 * The match {@code time} (net/netfilter/xt_time.c): a span of dates, of hours of the day, days of weeks and of months.
 *
 * @param dateStart the first second, since the epoch
 * @param dateStop the last second
 * @param dayStart the first second of the day
 * @param dayStop the last second of the day; a span that ends before it begins goes over midnight
 * @param weekdays a bit for each day of the week that counts, bit 1 for Monday to bit 7 for Sunday
 * @param monthdays a bit for each day of the month that counts, from bit 1 on
 * @param contiguous whether what goes over midnight belongs to the day before
 */
public record TimeStatement(
        long dateStart, long dateStop, int dayStart, int dayStop, int weekdays, long monthdays, boolean contiguous)
        implements Statement {

    private static final int DAY_SECONDS = 86_400;

    @Override
    public Outcome run(Evaluation evaluation) {
        long now = evaluation.environment.machine().realTimeNs() / 1_000_000_000L;
        return holds(now) ? Outcome.NEXT : Outcome.BREAK;
    }

    private boolean holds(long now) {
        if (now < dateStart || now > dateStop) {
            return false;
        }
        int ofDay = (int) (now % DAY_SECONDS);
        long day = now;
        if (dayStart < dayStop) {
            if (ofDay < dayStart || ofDay > dayStop) {
                return false;
            }
        } else {
            if (ofDay < dayStart && ofDay > dayStop) {
                return false;
            }
            if (contiguous && ofDay < dayStop) {
                day -= DAY_SECONDS;
            }
        }
        java.time.LocalDate date = java.time.LocalDate.ofEpochDay(Math.floorDiv(day, (long) DAY_SECONDS));
        return (weekdays >> date.getDayOfWeek().getValue() & 1) != 0 && (monthdays >> date.getDayOfMonth() & 1) != 0;
    }

    @Override
    public String text(TextStyle style) {
        return "xt match time";
    }
}
