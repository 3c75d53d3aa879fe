using Coopera.Core.Jobs;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Status;

namespace Coopera.Web.Admin.Home;

public sealed class TodoList(
    JobStates jobs, SignUpBursts bursts, MailTodos mail, AdhesionTodos adhesions, DraftTodos drafts, PresenceTodos presence,
    CertificateTodos certificates, SurveyTodos surveys, RetentionTodos retention, DataRequestTodos dataRequests,
    TodoActions actions, TimeProvider clock)
{
    private static readonly TimeSpan Near = TimeSpan.FromDays(7);

    /// <summary>So many days before a webinar the link to join it should be there.</summary>
    private const int LinkDays = 3;

    /// <summary>A burst of Friday evening is still there on Monday.</summary>
    private static readonly TimeSpan BurstsShown = TimeSpan.FromDays(3);

    public async Task<IReadOnlyList<Todo>> MakeAsync(IReadOnlyList<WebinarPlaces> webinars)
    {
        var now = clock.GetUtcNow();
        IEnumerable<Todo> todos =
        [
            .. await mail.MakeAsync(now),
            .. await JobsAsync(),
            .. await BurstsAsync(webinars, now),
            .. await adhesions.MakeAsync(now),
            .. await adhesions.RequestsAsync(now),
            .. await presence.MakeAsync(await actions.MayAsync(StaffPolicies.Handle)),
            .. await dataRequests.MakeAsync(now),
            .. await WebinarsAsync(webinars, now),
            .. await certificates.MakeAsync(now, await actions.WordsAsync(StaffPolicies.Handle, "Guarda ed emetti")),
            .. await surveys.MakeAsync(now, await actions.MayAsync(StaffPolicies.Edit)),
            .. await retention.MakeAsync(await actions.MayAsync(StaffPolicies.Administer)),
        ];
        return [.. todos.OrderBy(todo => todo.Kind)]; // what is urgent first, and the rest as it was
    }

    private async Task<IReadOnlyList<Todo>> JobsAsync()
    {
        var worrying = (await jobs.ReadAsync()).Where(job => job.IsWorrying).ToList();
        return worrying.Count == 0
            ? []
            :
            [
                new Todo(
                    TodoKind.Urgent, Amount.Of(worrying.Count, "lavoro automatico non va avanti.", "lavori automatici non vanno avanti."),
                    string.Join("; ", worrying.Select(job => $"{JobWords.Title(job.Job.Name)}: {JobWords.Condition(job.Condition)}")) + ".",
                    Addresses.Admin.Status, "Vedi lo stato del sito"),
            ];
    }

    private async Task<IReadOnlyList<Todo>> BurstsAsync(IReadOnlyList<WebinarPlaces> webinars, DateTimeOffset now)
    {
        var seen = await bursts.FindAsync([.. webinars.Select(places => places.Webinar.Id)], now - BurstsShown);
        var action = await actions.WordsAsync(StaffPolicies.Handle, "Guarda chi sono");
        return
        [
            .. seen.Select(burst => new Todo(
                TodoKind.Ours, $"{RegistrationPhrases.Burst(burst.Burst)}.",
                $"«{webinars.Single(places => places.Webinar.Id == burst.WebinarId).Webinar.Title}», "
                + $"{RomeTime.DateAndTime("il", burst.Burst.From)}: {RegistrationPhrases.BurstNow(burst)}.",
                $"{Addresses.Admin.Registrations.List(burst.WebinarId)}?raffica={burst.Key}", action)),
        ];
    }

    private async Task<IReadOnlyList<Todo>> WebinarsAsync(IReadOnlyList<WebinarPlaces> webinars, DateTimeOffset now)
    {
        var todos = new List<Todo>();
        foreach (var (webinar, confirmed, waiting, _) in webinars)
        {
            var list = Addresses.Admin.Registrations.List(webinar.Id);
            if (webinar.JoinLink is null && RomeTime.Day(webinar.StartsAt).AddDays(-LinkDays) <= RomeTime.Day(now))
            {
                todos.Add(await MissingLinkAsync(webinar, confirmed, now));
            }

            if (webinar.StartsAt > now && webinar.StartsAt - now <= Near)
            {
                todos.Add(new Todo(
                    TodoKind.Watch, $"«{webinar.Title}» comincia {RomeTime.LongDate(webinar.StartsAt)} {RomeTime.At(webinar.StartsAt)}.",
                    $"{Amount.Of(confirmed, "persona ha", "persone hanno")} il posto"
                    + $"{(waiting > 0 ? $", {waiting} in lista d’attesa" : "")}.",
                    list, "Vedi le iscrizioni"));
            }

            if (webinar.PhaseAt(now) == WebinarPhase.Open && webinar.PlacesLeft(confirmed) == 0)
            {
                todos.Add(new Todo(
                    TodoKind.Watch, $"«{webinar.Title}» è al completo.",
                    waiting == 0
                        ? "Nessuno è in lista d’attesa, per ora."
                        : $"{Amount.Of(waiting, "persona è", "persone sono")} in lista d’attesa.",
                    list,
                    "Vedi chi aspetta"));
            }
            else if (webinar.RegistrationClosesAt is { } closes && closes > now && closes - now <= Near)
            {
                todos.Add(new Todo(
                    TodoKind.Watch, $"Le iscrizioni a «{webinar.Title}» si chiudono {RomeTime.LongDate(closes)} {RomeTime.At(closes)}.",
                    webinar.PlacesLeft(confirmed) is { } left
                        ? $"{Amount.Of(left, "posto è ancora libero", "posti sono ancora liberi")}."
                        : null,
                    list,
                    "Vedi le iscrizioni"));
            }
        }

        todos.AddRange(await drafts.MakeAsync(now, await actions.MayAsync(StaffPolicies.Edit)));
        return todos;
    }

    private async Task<Todo> MissingLinkAsync(Webinar webinar, int confirmed, DateTimeOffset now)
    {
        var mayEdit = await actions.MayAsync(StaffPolicies.Edit);
        var when = (webinar.StartsAt <= now, RomeTime.Day(webinar.StartsAt).DayNumber - RomeTime.Day(now).DayNumber) switch
        {
            (true, _) => "È già cominciato",
            (_, 0) => $"Comincia oggi {RomeTime.At(webinar.StartsAt)}",
            (_, 1) => $"Comincia domani {RomeTime.At(webinar.StartsAt)}",
            (_, var days) => $"Comincia tra {days} giorni, {RomeTime.LongDate(webinar.StartsAt)} {RomeTime.At(webinar.StartsAt)}",
        };
        var people = confirmed == 0
            ? "non c’è ancora nessuna iscrizione"
            : $"{Amount.Of(confirmed, "persona non può", "persone non possono")} ancora entrare";
        return new Todo(
            RomeTime.Day(webinar.StartsAt) <= RomeTime.Day(now) ? TodoKind.Urgent : TodoKind.Ours,
            $"A «{webinar.Title}» manca il link per collegarsi.",
            $"{when}: {people}.",
            mayEdit ? Addresses.Admin.Webinars.Edit(webinar.Id) : Addresses.Admin.Webinars.Page(webinar.Id),
            mayEdit ? "Aggiungi il link" : TodoActions.Look);
    }
}
