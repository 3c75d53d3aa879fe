using Coopera.Domain;

namespace Coopera.Web.Admin.Webinars;

/// <summary>The hours of the talks: those that are told are hours, one after the other, and within the webinar.</summary>
internal static class TalkTimes
{
    public static void Check(WebinarForm form, Action<string, string> fail)
    {
        var (start, end) = (form.Start.Read().Instant, form.End.Read(form.Start.Day()).Instant);
        var day = start is { } from && end is { } until && RomeTime.Day(from) == RomeTime.Day(until)
            ? (From: RomeTime.Clock(from), Until: RomeTime.Clock(until))
            : ((TimeOnly From, TimeOnly Until)?)null; // over several days an hour says nothing without the day
        TimeOnly? before = null;
        for (var place = 0; place < form.Talks.Count; place++)
        {
            var talk = form.Talks[place];
            var begins = Read(talk.Begins, $"Talks[{place}].{nameof(TalkForm.Begins)}");
            var ends = Read(talk.Ends, $"Talks[{place}].{nameof(TalkForm.Ends)}");
            if (begins is null && ends is not null && string.IsNullOrWhiteSpace(talk.Begins))
            {
                fail($"Talks[{place}].{nameof(TalkForm.Begins)}", "Scrivi anche a che ora comincia l’intervento.");
            }
            else if (Objection(begins, ends, before, day) is var (field, sentence))
            {
                fail($"Talks[{place}].{field}", sentence);
            }

            before = begins ?? before;
        }

        TimeOnly? Read(string? typed, string field)
        {
            if (string.IsNullOrWhiteSpace(typed))
            {
                return null;
            }

            if (MomentForm.TryTime(typed, out var time))
            {
                return time;
            }

            fail(field, "Scrivi l’ora come ore e minuti: per esempio 15:00.");
            return null;
        }
    }

    private static (string Field, string Sentence)? Objection(
        TimeOnly? begins, TimeOnly? ends, TimeOnly? before, (TimeOnly From, TimeOnly Until)? day) => (begins, ends, before, day) switch
        {
            ({ } from, { } until, _, { }) when until <= from =>
                (nameof(TalkForm.Ends), "L’intervento finisce dopo che è cominciato: controlla le ore."),
            ({ } from, _, _, { } hours) when from < hours.From || from >= hours.Until =>
                (nameof(TalkForm.Begins), $"Il webinar va {RomeTime.Hours(hours.From, hours.Until)}: l’intervento comincia in quelle ore."),
            (_, { } until, _, { } hours) when until > hours.Until =>
                (nameof(TalkForm.Ends), $"Il webinar finisce {RomeTime.At(hours.Until)}: l’intervento finisce entro quell’ora."),
            ({ } from, _, { } earlier, { }) when from < earlier =>
                (nameof(TalkForm.Begins),
                    $"L’intervento che viene prima comincia {RomeTime.At(earlier)}: controlla l’ora, o sposta l’intervento."),
            _ => null,
        };
}
