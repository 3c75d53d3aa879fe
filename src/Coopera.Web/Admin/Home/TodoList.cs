using Coopera.Core;
using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Coordination;
using Coopera.Web.Admin.Coordination.Outreach;
using Coopera.Web.Admin.Status;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Home;

public sealed class TodoList(
    CooperaDb db, JobStates jobs, SignUpBursts bursts, DraftTodos drafts, PresenceTodos presence,
    CertificateTodos certificates, SurveyTodos surveys, RetentionTodos retention, DataRequestTodos dataRequests,
    StaffRights rights, IHttpContextAccessor http, Settings settings, SendingLimits limits, TimeProvider clock)
{
    private const string Look = "Guarda";

    private static readonly TimeSpan Near = TimeSpan.FromDays(7);

    /// <summary>So many days before a webinar the link to join it should be there.</summary>
    private const int LinkDays = 3;

    /// <summary>A burst of Friday evening is still there on Monday.</summary>
    private static readonly TimeSpan BurstsShown = TimeSpan.FromDays(3);

    private const int ReasonsRead = 200;

    public async Task<IReadOnlyList<Todo>> MakeAsync(IReadOnlyList<WebinarPlaces> webinars)
    {
        var now = clock.GetUtcNow();
        IEnumerable<Todo> todos =
        [
            .. await MailAsync(now),
            .. await JobsAsync(),
            .. await BurstsAsync(webinars, now),
            .. await AdhesionsAsync(now),
            .. await RequestsAsync(now),
            .. await presence.MakeAsync(await rights.MayAsync(http.HttpContext!.User, StaffPolicies.Handle)),
            .. await dataRequests.MakeAsync(now),
            .. await WebinarsAsync(webinars, now),
            .. await certificates.MakeAsync(now, await ActionAsync(StaffPolicies.Handle, "Guarda ed emetti")),
            .. await surveys.MakeAsync(now, await rights.MayAsync(http.HttpContext!.User, StaffPolicies.Edit)),
            .. await retention.MakeAsync(http.HttpContext!.User.IsInRole(StaffRoles.Administrator)),
        ];
        return [.. todos.OrderBy(todo => todo.Kind)]; // what is urgent first, and the rest as it was
    }

    private async Task<IReadOnlyList<Todo>> MailAsync(DateTimeOffset now)
    {
        var queue = await MailQueue.LookAsync(db, limits, now);
        var todos = new List<Todo>();
        if (queue.IsStopped)
        {
            todos.Add(new Todo(
                TodoKind.Urgent, $"La posta è ferma {MailPhrases.For(queue.Lane.StoppedSince!.Value, now)}.",
                $"{MailReason.Of(queue.Lane.Failure!).Words}. {Count(queue.ToGo, "email aspetta", "email aspettano")}: nessuna va persa.",
                Addresses.Admin.Mail.List, await ActionAsync(StaffPolicies.Mail, "Vedi che cosa fare")));
        }

        if (settings.Pec.Account is { } pec
            && await MailQueue.LookAsync(db, pec.Sending, now, MailLane.CertifiedId)
                is ({ IsStopped: true } or { IsStuck: true }) and var certified)
        {
            todos.Add(new Todo(
                TodoKind.Urgent,
                $"La posta certificata è ferma {MailPhrases.For(certified.Lane.StoppedSince ?? certified.DueSince!.Value, now)}.",
                (certified.Lane.Failure is { } why ? $"{MailReason.Of(why).Words}. " : "")
                + $"{Count(certified.ToGo, "PEC aspetta", "PEC aspettano")}: nessuna va persa.",
                Addresses.Admin.Mail.List, await ActionAsync(StaffPolicies.Mail, "Vedi che cosa fare")));
        }

        if (queue.IsStuck)
        {
            todos.Add(new Todo(
                TodoKind.Urgent, "La posta non parte.",
                $"{Count(queue.ToGo, "email è in coda", "email sono in coda")} e la prima aspetta "
                + $"{MailPhrases.For(queue.DueSince!.Value, now)}: il servizio che spedisce sembra fermo. Avvisa chi gestisce il sito.",
                $"{Addresses.Admin.Mail.List}?stato=coda", "Guarda la coda"));
        }

        if (queue.Failed > 0)
        {
            var failures = await MailQueue.FailedOf(db).OrderByDescending(m => m.NextAttemptAt)
                .Select(m => m.FailureKind).Take(ReasonsRead).ToListAsync();
            var reasons =
                failures.GroupBy(failure => failure is { } kind ? MailReason.Of(new MailFailure(kind)).Words : "Motivo non registrato")
                .OrderByDescending(group => group.Count())
                .Select(group => queue.Failed == 1 ? group.Key : $"{group.Key} ({group.Count()})").ToList();
            todos.Add(new Todo(
                TodoKind.Urgent, Count(queue.Failed, "email non è arrivata.", "email non sono arrivate."),
                $"{string.Join("; ", reasons.Take(3))}.", $"{Addresses.Admin.Mail.List}?stato=non-riuscite",
                await ActionAsync(StaffPolicies.Mail, "Vedi perché e rimedia")));
        }

        if (await db.BouncingAddresses.CountAsync(a => a.RestsSince != null) is > 0 and var resting)
        {
            todos.Add(new Todo(
                TodoKind.Watch, Count(resting, "indirizzo è a riposo.", "indirizzi sono a riposo."),
                "Le email tornavano indietro: finché non li correggi o li riattivi il sito non scrive più lì.",
                Addresses.Admin.Mail.Bouncing, await ActionAsync(StaffPolicies.Mail, "Guarda quali")));
        }

        if (await db.OutgoingMails.CountAsync(m => m.Status == OutgoingMailStatus.ByHand) is > 0 and var byHand)
        {
            todos.Add(new Todo(
                TodoKind.Ours, Count(byHand, "comunicazione da inviare per PEC.", "comunicazioni da inviare per PEC."),
                "Vanno alla PEC degli enti, dalla casella PEC della segreteria: il testo e il file sono pronti.",
                $"{Addresses.Admin.Mail.List}?stato={MailGroup.ByHand.Word()}",
                await ActionAsync(StaffPolicies.Mail, "Vedi quali e inviale")));
        }

        var refusals = await MailRefusals.LookAsync(db, now);
        if (refusals.IsBraked)
        {
            todos.Add(new Todo(
                TodoKind.Urgent, "Il freno della posta è scattato.",
                $"{Count(refusals.Braked, "email non è stata messa", "email non sono state messe")} in coda: in un’ora ne sono state "
                + "chieste più di quante ne mandiamo a chi non conosciamo. Le iscrizioni sono registrate lo stesso.",
                Addresses.Admin.Status, "Vedi quali e che cosa fare"));
        }
        else if (refusals.OfTheDay >= MailRefusals.Many)
        {
            todos.Add(new Todo(
                TodoKind.Watch, "Qualcuno prova a far scrivere troppe email alle stesse caselle.",
                $"{Count(refusals.OfTheDay, "email non è partita", "email non sono partite")} nelle ultime 24 ore: erano oltre "
                + "il limite.",
                Addresses.Admin.Status, "Vedi quali"));
        }

        return todos;
    }

    private async Task<IReadOnlyList<Todo>> JobsAsync()
    {
        var worrying = (await jobs.ReadAsync()).Where(job => job.IsWorrying).ToList();
        return worrying.Count == 0
            ? []
            :
            [
                new Todo(
                    TodoKind.Urgent, Count(worrying.Count, "lavoro automatico non va avanti.", "lavori automatici non vanno avanti."),
                    string.Join("; ", worrying.Select(job => $"{JobWords.Title(job.Job.Name)}: {JobWords.Condition(job.Condition)}")) + ".",
                    Addresses.Admin.Status, "Vedi lo stato del sito"),
            ];
    }

    private async Task<IReadOnlyList<Todo>> BurstsAsync(IReadOnlyList<WebinarPlaces> webinars, DateTimeOffset now)
    {
        var seen = await bursts.FindAsync([.. webinars.Select(places => places.Webinar.Id)], now - BurstsShown);
        var action = await ActionAsync(StaffPolicies.Handle, "Guarda chi sono");
        return
        [
            .. seen.Select(burst => new Todo(
                TodoKind.Ours, $"{RegistrationPhrases.Burst(burst.Burst)}.",
                $"«{webinars.Single(places => places.Webinar.Id == burst.WebinarId).Webinar.Title}», "
                + $"{RomeTime.DateAndTime("il", burst.Burst.From)}: {RegistrationPhrases.BurstNow(burst)}.",
                $"{Addresses.Admin.Registrations.List(burst.WebinarId)}?raffica={burst.Key}", action)),
        ];
    }

    private async Task<IReadOnlyList<Todo>> AdhesionsAsync(DateTimeOffset now)
    {
        var todos = new List<Todo>();
        if (await OldestAsync(AdhesionGroup.ForUs) is var (ours, body, since))
        {
            todos.Add(new Todo(
                TodoKind.Ours, Count(ours, "adesione aspetta la segreteria.", "adesioni aspettano la segreteria."),
                ours == 1 ? $"{body}, {AdhesionPhrases.For(since, now)}." : $"La prima è di {body}, {AdhesionPhrases.For(since, now)}.",
                $"{Addresses.Admin.Adhesions.List}?stato={AdhesionGroup.ForUs}",
                await ActionAsync(StaffPolicies.Handle, "Verifica le adesioni")));
        }

        var arrivals = db.PecArrivals.Where(a => a.State == PecArrivalState.ToDecide);
        if (await arrivals.CountAsync() is > 0 and var byPec)
        {
            todos.Add(new Todo(
                TodoKind.Ours, Count(
                    byPec, "file arrivato per PEC aspetta di essere abbinato.", "file arrivati per PEC aspettano di essere abbinati."),
                $"Il primo è arrivato {RomeTime.Date("il", await arrivals.MinAsync(a => a.ReceivedAt))}.",
                Addresses.Admin.Adhesions.ByPec, await ActionAsync(StaffPolicies.Handle, "Abbina alle adesioni")));
        }

        if (await OldestAsync(AdhesionGroup.ChangesRequested) is var (theirs, theirBody, asked))
        {
            todos.Add(new Todo(
                TodoKind.Watch, Count(
                    theirs, "adesione aspetta l’ente, che deve integrarla.", "adesioni aspettano gli enti, che devono integrarle."),
                theirs == 1
                    ? $"{theirBody}, {AdhesionPhrases.For(asked, now)}."
                    : $"La prima è di {theirBody}, {AdhesionPhrases.For(asked, now)}.",
                $"{Addresses.Admin.Adhesions.List}?stato={AdhesionGroup.ChangesRequested}", Look));
        }

        if (await OldestAsync(AdhesionGroup.Stuck) is var (stuck, stuckBody, still))
        {
            todos.Add(new Todo(
                TodoKind.Watch, Count(
                    stuck, "scheda cominciata è ferma anche dopo i promemoria.", "schede cominciate sono ferme anche dopo i promemoria."),
                stuck == 1
                    ? $"{stuckBody}, {AdhesionPhrases.For(still, now)}."
                    : $"La prima è di {stuckBody}, {AdhesionPhrases.For(still, now)}.",
                $"{Addresses.Admin.Adhesions.List}?stato={AdhesionGroup.Stuck}",
                await ActionAsync(StaffPolicies.Handle, "Vedi a chi telefonare")));
        }

        return todos;
    }

    private async Task<(int Count, string Body, DateTimeOffset Since)?> OldestAsync(AdhesionGroup adhesions)
    {
        var count = await db.Adhesions.CountAsync(adhesions.Holds());
        if (count == 0)
        {
            return null;
        }

        var oldest = await new AdhesionFilter(adhesions, null, null, null, AdhesionOrder.Waiting).Apply(db).FirstOrDefaultAsync();
        return oldest is null ? null : (count, oldest.Body.FullName, oldest.WaitsSince);
    }

    private async Task<IReadOnlyList<Todo>> RequestsAsync(DateTimeOffset now)
    {
        var until = SchedaRequest.LastDayWithoutFollowUp(RomeTime.Day(now));
        var filter = new RequestFilter(null, NotBegun: true, until);
        var count = await filter.Apply(db).CountAsync();
        if (count == 0)
        {
            return [];
        }

        var oldest = await filter.Apply(db).OrderBy(r => r.Request.RequestedAt).Select(r => r.Request.RequestedAt).FirstAsync();
        return
        [
            new Todo(
                TodoKind.Ours, Count(
                    count, "richiesta della scheda non ha avuto seguito.", "richieste della scheda non hanno avuto seguito."),
                $"{(count == 1 ? "È" : "La prima è")} {RomeTime.Date("del", oldest)}: l’ente non ha cominciato l’adesione.",
                $"{Addresses.Admin.Adhesions.Requests}{filter.Query()}", await ActionAsync(StaffPolicies.Handle, "Vedi a chi scrivere")),
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
                    $"{Count(confirmed, "persona ha", "persone hanno")} il posto{(waiting > 0 ? $", {waiting} in lista d’attesa" : "")}.",
                    list, "Vedi le iscrizioni"));
            }

            if (webinar.PhaseAt(now) == WebinarPhase.Open && webinar.PlacesLeft(confirmed) == 0)
            {
                todos.Add(new Todo(
                    TodoKind.Watch, $"«{webinar.Title}» è al completo.",
                    waiting == 0
                        ? "Nessuno è in lista d’attesa, per ora."
                        : $"{Count(waiting, "persona è", "persone sono")} in lista d’attesa.",
                    list,
                    "Vedi chi aspetta"));
            }
            else if (webinar.RegistrationClosesAt is { } closes && closes > now && closes - now <= Near)
            {
                todos.Add(new Todo(
                    TodoKind.Watch, $"Le iscrizioni a «{webinar.Title}» si chiudono {RomeTime.LongDate(closes)} {RomeTime.At(closes)}.",
                    webinar.PlacesLeft(confirmed) is { } left
                        ? $"{Count(left, "posto è ancora libero", "posti sono ancora liberi")}."
                        : null,
                    list,
                    "Vedi le iscrizioni"));
            }
        }

        todos.AddRange(await drafts.MakeAsync(now, await rights.MayAsync(http.HttpContext!.User, StaffPolicies.Edit)));
        return todos;
    }

    private async Task<Todo> MissingLinkAsync(Webinar webinar, int confirmed, DateTimeOffset now)
    {
        var mayEdit = await rights.MayAsync(http.HttpContext!.User, StaffPolicies.Edit);
        var when = (webinar.StartsAt <= now, RomeTime.Day(webinar.StartsAt).DayNumber - RomeTime.Day(now).DayNumber) switch
        {
            (true, _) => "È già cominciato",
            (_, 0) => $"Comincia oggi {RomeTime.At(webinar.StartsAt)}",
            (_, 1) => $"Comincia domani {RomeTime.At(webinar.StartsAt)}",
            (_, var days) => $"Comincia tra {days} giorni, {RomeTime.LongDate(webinar.StartsAt)} {RomeTime.At(webinar.StartsAt)}",
        };
        var people = confirmed == 0
            ? "non c’è ancora nessuna iscrizione"
            : $"{Count(confirmed, "persona non può", "persone non possono")} ancora entrare";
        return new Todo(
            RomeTime.Day(webinar.StartsAt) <= RomeTime.Day(now) ? TodoKind.Urgent : TodoKind.Ours,
            $"A «{webinar.Title}» manca il link per collegarsi.",
            $"{when}: {people}.",
            mayEdit ? Addresses.Admin.Webinars.Edit(webinar.Id) : Addresses.Admin.Webinars.Page(webinar.Id),
            mayEdit ? "Aggiungi il link" : Look);
    }

    private async Task<string> ActionAsync(string policy, string words) =>
        await rights.MayAsync(http.HttpContext!.User, policy) ? words : Look;

    private static string Count(int count, string one, string many) => Amount.Of(count, one, many);
}
