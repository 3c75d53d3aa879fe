using System.Linq.Expressions;
using Coopera.Core.Coordination.Review;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination;

public enum AdhesionGroup
{
    /// <summary>A signed scheda that waits for the secretariat, or that it has recorded and not uploaded yet.</summary>
    ForUs,
    Submitted,
    InReview,
    ChangesRequested,
    Draft,

    /// <summary>Drafts whose link nobody has opened from the mail: anybody may have written the address.</summary>
    Unproven,

    Stuck,
    Accepted,
    Refused,
    Withdrawn,
    All,
}

public static class AdhesionGroups
{
    public static string Label(this AdhesionGroup group) => group switch
    {
        AdhesionGroup.ForUs => "Da fare",
        AdhesionGroup.Submitted => "Inviate",
        AdhesionGroup.InReview => "In verifica",
        AdhesionGroup.ChangesRequested => "Integrazioni richieste",
        AdhesionGroup.Draft => "Bozze",
        AdhesionGroup.Unproven => "Email da confermare",
        AdhesionGroup.Stuck => "Ferme",
        AdhesionGroup.Accepted => "Accolte",
        AdhesionGroup.Refused => "Respinte",
        AdhesionGroup.Withdrawn => "Ritirate",
        _ => "Tutte",
    };

    public static Expression<Func<Adhesion, bool>> Holds(this AdhesionGroup group)
    {
        var reminders = Adhesion.Reminders.Count;
        return group switch
        {
            AdhesionGroup.ForUs => a => a.Status == AdhesionStatus.Submitted || a.Status == AdhesionStatus.InReview
                || (a.Status == AdhesionStatus.Draft && a.Events.Any(e => e.Kind == AdhesionEventKind.Recorded) && !a.SignedCopies.Any()),
            AdhesionGroup.Submitted => a => a.Status == AdhesionStatus.Submitted,
            AdhesionGroup.InReview => a => a.Status == AdhesionStatus.InReview,
            AdhesionGroup.ChangesRequested => a => a.Status == AdhesionStatus.ChangesRequested,
            AdhesionGroup.Draft => a => a.Status == AdhesionStatus.Draft && a.ProvenAt != null,
            AdhesionGroup.Unproven => a => a.Status == AdhesionStatus.Draft && a.ProvenAt == null,
            AdhesionGroup.Stuck => a => (a.Status == AdhesionStatus.Draft || a.Status == AdhesionStatus.ChangesRequested)
                && a.RemindersSent >= reminders,
            AdhesionGroup.Accepted => a => a.Status == AdhesionStatus.Accepted,
            AdhesionGroup.Refused => a => a.Status == AdhesionStatus.Refused,
            AdhesionGroup.Withdrawn => a => a.Status == AdhesionStatus.Withdrawn,
            _ => a => true,
        };
    }

    public static IReadOnlyDictionary<AdhesionGroup, int> Counts(
        IReadOnlyDictionary<AdhesionStatus, int> states, int forUs, int unproven, int stuck)
    {
        int Count(AdhesionStatus status) => states.GetValueOrDefault(status);
        return new Dictionary<AdhesionGroup, int>
        {
            [AdhesionGroup.ForUs] = forUs,
            [AdhesionGroup.Submitted] = Count(AdhesionStatus.Submitted),
            [AdhesionGroup.InReview] = Count(AdhesionStatus.InReview),
            [AdhesionGroup.ChangesRequested] = Count(AdhesionStatus.ChangesRequested),
            [AdhesionGroup.Draft] = Count(AdhesionStatus.Draft) - unproven,
            [AdhesionGroup.Unproven] = unproven,
            [AdhesionGroup.Stuck] = stuck,
            [AdhesionGroup.Accepted] = Count(AdhesionStatus.Accepted),
            [AdhesionGroup.Refused] = Count(AdhesionStatus.Refused),
            [AdhesionGroup.Withdrawn] = Count(AdhesionStatus.Withdrawn),
            [AdhesionGroup.All] = states.Values.Sum(),
        };
    }
}
