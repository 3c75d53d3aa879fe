using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.OwnData;
using Coopera.Web.Account.Safeguards;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Home;

/// <summary>Requests about personal data that wait for an answer, for who may give it.</summary>
public sealed class DataRequestTodos(CooperaDb db, TodoActions actions)
{
    private const int DaysBefore = 7;

    public async Task<IReadOnlyList<Todo>> MakeAsync(DateTimeOffset now)
    {
        if (!await actions.MayAsync(StaffPolicies.Handle))
        {
            return [];
        }

        var open = db.DataRequests.Where(r => r.Status == DataRequestStatus.Open);
        if (await open.CountAsync() is var count && count == 0)
        {
            return [];
        }

        var (due, today) = (await open.MinAsync(r => r.DueOn), RomeTime.Day(now));
        return
        [
            new Todo(
                due <= today.AddDays(DaysBefore) ? TodoKind.Urgent : TodoKind.Ours,
                Amount.Of(
                    count, "richiesta sui dati personali aspetta una risposta.", "richieste sui dati personali aspettano una risposta."),
                due < today ? $"Alla prima si doveva rispondere entro {RomeTime.Date("il", due)}."
                    : $"Alla prima si risponde entro {RomeTime.Date("il", due)}.",
                Addresses.Admin.DataRequests.List, "Rispondi"),
        ];
    }
}
