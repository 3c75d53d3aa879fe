using Coopera.Core.Documents;
using Coopera.Core.Exports;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Domain.Presence;

namespace Coopera.Core.Presence.Evidence;

/// <summary>What the registers of presences show: on paper who was there, in the spreadsheet every trace there is.</summary>
public sealed class RegisterOfPresences(StaffNames names)
{
    public static readonly IReadOnlyList<ExportColumn> Columns =
    [
        new("Cognome", Width: 22), new("Nome", Width: 20), new("Email", Width: 32), new("Ente", Width: 34),
        new("Entrata", ExportCell.Moment, 18),
        new("Uscita", ExportCell.Moment, 18), new("Uscita segnata", Width: 14), new("Fonte", Width: 24), new("Chi lo dice", Width: 32),
        new("Motivo", Width: 30), new("Conta", Width: 8), new("Perché non conta", Width: 30),
        new("Minuti della riga", ExportCell.Number, 16),
        new("Minuti della persona", ExportCell.Number, 18), new("Parte del totale (%)", ExportCell.Number, 18),
        new("Soglia raggiunta", Width: 16),
    ];

    public static PresenceRegisterContent Paper(AttendanceBook book)
    {
        var (webinar, attendance) = (book.Webinar, book.Attendance);
        var present = book.Rows.Where(row => row.Intervals.Any(p => p.Counts)).ToList();
        var least = TimeSpan.FromTicks(attendance.Whole.Ticks * attendance.ThresholdPercent / 100);
        return new PresenceRegisterContent(
            webinar.Title,
            webinar.Theme,
            $"{RomeTime.Span(webinar.StartsAt, webinar.EndsAt)} (ora italiana)",
            PresencePhrases.DaySpan(attendance.Held),
            webinar.Platform.Length == 0 ? "on line" : $"on line, con {webinar.Platform}",
            $"{attendance.ThresholdPercent} % {PresencePhrases.Of(book.Rule.OfPlannedTime)}, cioè {PresencePhrases.Minutes(least)} "
            + $"su {PresencePhrases.Minutes(attendance.Whole)}",
            present.ConvertAll(row => new PresenceRegisterPerson(
                new AttendanceSheetPerson(row.NameInList, row.Body, row.Email),
                [.. row.Intervals.Where(p => p.Counts).Select(p => Line(p, attendance.Held))],
                (int)row.Attended.TotalMinutes, row.Percent, row.Reaches)),
            book.Rows.Count - present.Count,
            book.Rows.Sum(row => row.Intervals.Count(p => !p.Counts)));
    }

    public async IAsyncEnumerable<object?[]> RowsAsync(AttendanceBook book)
    {
        foreach (var row in book.Rows)
        {
            object?[] person = [row.LastName, row.FirstName, row.Email, row.Body];
            object?[] total = [(int)row.Attended.TotalMinutes, row.Percent, Phrases.YesNo(row.Reaches)];
            if (row.Intervals.Count == 0)
            {
                yield return [.. person, null, null, null, "nessuna traccia", null, null, null, null, 0, .. total];
            }

            foreach (var stay in row.Intervals)
            {
                var name = stay.StatedBy is { } by ? await names.OfAsync(by) : null;
                yield return
                [
                    .. person, RomeTime.ToRome(stay.EnteredAt).DateTime, RomeTime.ToRome(stay.Until).DateTime,
                    Phrases.YesNo(stay.LeftAt is not null),
                    stay.Source.Label(), stay.SaidBy(name), stay.Reason, Phrases.YesNo(stay.Counts), stay.ExclusionReason,
                    stay.Counts ? Minutes(stay, book.Attendance.Held) : 0, .. total,
                ];
            }
        }
    }

    private static PresenceRegisterLine Line(PresenceInterval stay, TimeWindow held) => new(
        Clock(stay.EnteredAt, held),
        stay.LeftAt is { } left ? Clock(left, held) : stay.IsHeard ? $"{Clock(stay.SeenAt, held)} (ultimo segnale)" : "non segnata",
        stay.Source == PresenceSource.Room && stay.StatedBy is not null ? "Sala, dichiarata dal referente" : stay.Source.Label(),
        Minutes(stay, held));

    private static int Minutes(PresenceInterval stay, TimeWindow held) => (int)held.CoveredBy([stay.Window]).TotalMinutes;

    /// <summary>The hour; with the day for what is not on the day of the beginning.</summary>
    private static string Clock(DateTimeOffset at, TimeWindow held) => RomeTime.Day(at) == RomeTime.Day(held.From)
        ? RomeTime.Time(at) : $"{RomeTime.ShortDate(RomeTime.Day(at))[..5]} {RomeTime.Time(at)}";
}
