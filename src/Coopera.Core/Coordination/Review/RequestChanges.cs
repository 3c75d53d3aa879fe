using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

/// <summary>Something is missing or wrong: the body is told what, and may correct and send again.</summary>
public sealed class RequestChanges(Desk desk)
{
    public Task<DeskOutcome> RunAsync(DeskCall call, string request, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                turn.Adhesion.RequestChanges(request, turn.Actor, turn.Now);
                turn.Tell(AdhesionEventKind.ChangesRequested, request);
                turn.Register("chiede integrazioni", reason: request);
                return DeskOutcome.Done;
            },
            cancellationToken);
}
