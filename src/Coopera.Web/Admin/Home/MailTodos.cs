using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Web.Account.Safeguards;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Home;

/// <summary>Mail that does not go, has not arrived, goes by hand or was not written.</summary>
public sealed class MailTodos(CooperaDb db, TodoActions actions, Settings settings, SendingLimits limits)
{
    private const int ReasonsRead = 200;

    public async Task<IReadOnlyList<Todo>> MakeAsync(DateTimeOffset now)
    {
        var queue = await MailQueue.LookAsync(db, limits, now);
        var todos = new List<Todo>();
        if (queue.IsStopped)
        {
            todos.Add(new Todo(
                TodoKind.Urgent, $"La posta è ferma {MailPhrases.For(queue.Lane.StoppedSince!.Value, now)}.",
                $"{MailReason.Of(queue.Lane.Failure!).Words}. {Amount.Of(queue.ToGo, "email aspetta", "email aspettano")}: nessuna va persa.",
                Addresses.Admin.Mail.List, await actions.WordsAsync(StaffPolicies.Mail, "Vedi che cosa fare")));
        }

        if (settings.Pec.Account is { } pec
            && await MailQueue.LookAsync(db, pec.Sending, now, MailLane.CertifiedId)
                is ({ IsStopped: true } or { IsStuck: true }) and var certified)
        {
            todos.Add(new Todo(
                TodoKind.Urgent,
                $"La posta certificata è ferma {MailPhrases.For(certified.Lane.StoppedSince ?? certified.DueSince!.Value, now)}.",
                (certified.Lane.Failure is { } why ? $"{MailReason.Of(why).Words}. " : "")
                + $"{Amount.Of(certified.ToGo, "PEC aspetta", "PEC aspettano")}: nessuna va persa.",
                Addresses.Admin.Mail.List, await actions.WordsAsync(StaffPolicies.Mail, "Vedi che cosa fare")));
        }

        if (queue.IsStuck)
        {
            todos.Add(new Todo(
                TodoKind.Urgent, "La posta non parte.",
                $"{Amount.Of(queue.ToGo, "email è in coda", "email sono in coda")} e la prima aspetta "
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
                TodoKind.Urgent, Amount.Of(queue.Failed, "email non è arrivata.", "email non sono arrivate."),
                $"{string.Join("; ", reasons.Take(3))}.", $"{Addresses.Admin.Mail.List}?stato=non-riuscite",
                await actions.WordsAsync(StaffPolicies.Mail, "Vedi perché e rimedia")));
        }

        if (await db.BouncingAddresses.CountAsync(a => a.RestsSince != null) is > 0 and var resting)
        {
            todos.Add(new Todo(
                TodoKind.Watch, Amount.Of(resting, "indirizzo è a riposo.", "indirizzi sono a riposo."),
                "Le email tornavano indietro: finché non li correggi o li riattivi il sito non scrive più lì.",
                Addresses.Admin.Mail.Bouncing, await actions.WordsAsync(StaffPolicies.Mail, "Guarda quali")));
        }

        if (await db.OutgoingMails.CountAsync(m => m.Status == OutgoingMailStatus.ByHand) is > 0 and var byHand)
        {
            todos.Add(new Todo(
                TodoKind.Ours, Amount.Of(byHand, "comunicazione da inviare per PEC.", "comunicazioni da inviare per PEC."),
                "Vanno alla PEC degli enti, dalla casella PEC della segreteria: il testo e il file sono pronti.",
                $"{Addresses.Admin.Mail.List}?stato={MailGroup.ByHand.Word()}",
                await actions.WordsAsync(StaffPolicies.Mail, "Vedi quali e inviale")));
        }

        var refusals = await MailRefusals.LookAsync(db, now);
        if (refusals.IsBraked)
        {
            todos.Add(new Todo(
                TodoKind.Urgent, "Il freno della posta è scattato.",
                $"{Amount.Of(refusals.Braked, "email non è stata messa", "email non sono state messe")} in coda: in un’ora ne sono state "
                + "chieste più di quante ne mandiamo a chi non conosciamo. Le iscrizioni sono registrate lo stesso.",
                Addresses.Admin.Status, "Vedi quali e che cosa fare"));
        }
        else if (refusals.OfTheDay >= MailRefusals.Many)
        {
            todos.Add(new Todo(
                TodoKind.Watch, "Qualcuno prova a far scrivere troppe email alle stesse caselle.",
                $"{Amount.Of(refusals.OfTheDay, "email non è partita", "email non sono partite")} nelle ultime 24 ore: erano oltre "
                + "il limite.",
                Addresses.Admin.Status, "Vedi quali"));
        }

        return todos;
    }
}
