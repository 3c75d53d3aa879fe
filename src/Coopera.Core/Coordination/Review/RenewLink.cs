using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

/// <summary>The link goes to whoever follows the adhesion from now on; the one sent before stops working.</summary>
public sealed class RenewLink(Desk desk)
{
    public Task<DeskOutcome> RunAsync(DeskCall call, EmailAddress email, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                turn.Adhesion.RenewLink(email, turn.Actor, turn.Now);
                turn.Tell(AdhesionEventKind.LinkRenewed);
                turn.Register("manda un nuovo link", $"a {email.Masked}");
                return DeskOutcome.Done;
            },
            cancellationToken);
}
