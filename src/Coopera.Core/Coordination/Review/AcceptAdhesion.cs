using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

/// <summary>The body joins the Coordinamento, and is on the public list at once. An incomplete checklist wants a second word, and no more.</summary>
public sealed class AcceptAdhesion(Desk desk)
{
    /// <param name="anyway">They have seen what is not ticked.</param>
    public Task<DeskOutcome> RunAsync(DeskCall call, bool anyway, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                var missing = turn.Adhesion.Checks.Missing();
                turn.Adhesion.Accept(turn.Actor, turn.Now);
                if (missing.Count > 0 && !anyway)
                {
                    return DeskOutcome.ChecklistIncomplete;
                }

                turn.Tell(AdhesionEventKind.Accepted);
                turn.Register("accoglie l’adesione", missing.Count == 0 ? "" : $"senza aver verificato: {string.Join("; ", missing)}");
                return DeskOutcome.Done;
            },
            cancellationToken);
}
