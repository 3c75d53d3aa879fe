using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Coordination;
using Coopera.Web.Admin.Coordination.Outreach;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Home;

/// <summary>Adhesions that wait for the secretariat or for a body, and requests of the scheda that nothing came of.</summary>
public sealed class AdhesionTodos(CooperaDb db, TodoActions actions)
{
    public async Task<IReadOnlyList<Todo>> MakeAsync(DateTimeOffset now)
    {
        var todos = new List<Todo>();
        if (await OldestAsync(AdhesionGroup.ForUs) is var (ours, body, since))
        {
            todos.Add(new Todo(
                TodoKind.Ours, Amount.Of(ours, "adesione aspetta la segreteria.", "adesioni aspettano la segreteria."),
                ours == 1 ? $"{body}, {AdhesionPhrases.For(since, now)}." : $"La prima è di {body}, {AdhesionPhrases.For(since, now)}.",
                $"{Addresses.Admin.Adhesions.List}?stato={AdhesionGroup.ForUs}",
                await actions.WordsAsync(StaffPolicies.Handle, "Verifica le adesioni")));
        }

        var arrivals = db.PecArrivals.Where(a => a.State == PecArrivalState.ToDecide);
        if (await arrivals.CountAsync() is > 0 and var byPec)
        {
            todos.Add(new Todo(
                TodoKind.Ours, Amount.Of(
                    byPec, "file arrivato per PEC aspetta di essere abbinato.", "file arrivati per PEC aspettano di essere abbinati."),
                $"Il primo è arrivato {RomeTime.Date("il", await arrivals.MinAsync(a => a.ReceivedAt))}.",
                Addresses.Admin.Adhesions.ByPec, await actions.WordsAsync(StaffPolicies.Handle, "Abbina alle adesioni")));
        }

        if (await OldestAsync(AdhesionGroup.ChangesRequested) is var (theirs, theirBody, asked))
        {
            todos.Add(new Todo(
                TodoKind.Watch, Amount.Of(
                    theirs, "adesione aspetta l’ente, che deve integrarla.", "adesioni aspettano gli enti, che devono integrarle."),
                theirs == 1
                    ? $"{theirBody}, {AdhesionPhrases.For(asked, now)}."
                    : $"La prima è di {theirBody}, {AdhesionPhrases.For(asked, now)}.",
                $"{Addresses.Admin.Adhesions.List}?stato={AdhesionGroup.ChangesRequested}", TodoActions.Look));
        }

        if (await OldestAsync(AdhesionGroup.Stuck) is var (stuck, stuckBody, still))
        {
            todos.Add(new Todo(
                TodoKind.Watch, Amount.Of(
                    stuck, "scheda cominciata è ferma anche dopo i promemoria.", "schede cominciate sono ferme anche dopo i promemoria."),
                stuck == 1
                    ? $"{stuckBody}, {AdhesionPhrases.For(still, now)}."
                    : $"La prima è di {stuckBody}, {AdhesionPhrases.For(still, now)}.",
                $"{Addresses.Admin.Adhesions.List}?stato={AdhesionGroup.Stuck}",
                await actions.WordsAsync(StaffPolicies.Handle, "Vedi a chi telefonare")));
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

    public async Task<IReadOnlyList<Todo>> RequestsAsync(DateTimeOffset now)
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
                TodoKind.Ours, Amount.Of(
                    count, "richiesta della scheda non ha avuto seguito.", "richieste della scheda non hanno avuto seguito."),
                $"{(count == 1 ? "È" : "La prima è")} {RomeTime.Date("del", oldest)}: l’ente non ha cominciato l’adesione.",
                $"{Addresses.Admin.Adhesions.Requests}{filter.Query()}",
                await actions.WordsAsync(StaffPolicies.Handle, "Vedi a chi scrivere")),
        ];
    }
}
