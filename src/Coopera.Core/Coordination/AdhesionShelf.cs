using System.Linq.Expressions;
using Coopera.Core.Coordination.Review;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination;

/// <summary>The shelves on which staff look for adhesions: each state, and the questions they begin the day with.</summary>
public enum AdhesionShelf
{
    /// <summary>A signed scheda that waits for the secretariat, or that it has recorded and not uploaded yet.</summary>
    ForUs,
    Submitted,
    InReview,
    ChangesRequested,
    Draft,

    /// <summary>Begun, or asked for changes, and silent after every reminder.</summary>
    Stuck,
    Accepted,
    Refused,
    Withdrawn,
    All,
}

public static class AdhesionShelves
{
    public static string Label(this AdhesionShelf shelf) => shelf switch
    {
        AdhesionShelf.ForUs => "Da fare",
        AdhesionShelf.Submitted => "Inviate",
        AdhesionShelf.InReview => "In verifica",
        AdhesionShelf.ChangesRequested => "Integrazioni richieste",
        AdhesionShelf.Draft => "Bozze",
        AdhesionShelf.Stuck => "Ferme",
        AdhesionShelf.Accepted => "Accolte",
        AdhesionShelf.Refused => "Respinte",
        AdhesionShelf.Withdrawn => "Ritirate",
        _ => "Tutte",
    };

    /// <summary>What is on the shelf; <see cref="AdhesionShelf.Stuck"/> as <see cref="Adhesion.IsStuck"/> says.</summary>
    public static Expression<Func<Adhesion, bool>> Holds(this AdhesionShelf shelf)
    {
        var reminders = Adhesion.Reminders.Count;
        return shelf switch
        {
            AdhesionShelf.ForUs => a => a.Status == AdhesionStatus.Submitted || a.Status == AdhesionStatus.InReview
                || (a.Status == AdhesionStatus.Draft && a.Events.Any(e => e.Kind == AdhesionEventKind.Recorded) && !a.SignedCopies.Any()),
            AdhesionShelf.Submitted => a => a.Status == AdhesionStatus.Submitted,
            AdhesionShelf.InReview => a => a.Status == AdhesionStatus.InReview,
            AdhesionShelf.ChangesRequested => a => a.Status == AdhesionStatus.ChangesRequested,
            AdhesionShelf.Draft => a => a.Status == AdhesionStatus.Draft,
            AdhesionShelf.Stuck => a => (a.Status == AdhesionStatus.Draft || a.Status == AdhesionStatus.ChangesRequested)
                && a.RemindersSent >= reminders,
            AdhesionShelf.Accepted => a => a.Status == AdhesionStatus.Accepted,
            AdhesionShelf.Refused => a => a.Status == AdhesionStatus.Refused,
            AdhesionShelf.Withdrawn => a => a.Status == AdhesionStatus.Withdrawn,
            _ => a => true,
        };
    }

    /// <summary>How many are on each shelf, from how many are in each state.</summary>
    public static IReadOnlyDictionary<AdhesionShelf, int> Counts(IReadOnlyDictionary<AdhesionStatus, int> states, int forUs, int stuck)
    {
        int Count(AdhesionStatus status) => states.GetValueOrDefault(status);
        return new Dictionary<AdhesionShelf, int>
        {
            [AdhesionShelf.ForUs] = forUs,
            [AdhesionShelf.Submitted] = Count(AdhesionStatus.Submitted),
            [AdhesionShelf.InReview] = Count(AdhesionStatus.InReview),
            [AdhesionShelf.ChangesRequested] = Count(AdhesionStatus.ChangesRequested),
            [AdhesionShelf.Draft] = Count(AdhesionStatus.Draft),
            [AdhesionShelf.Stuck] = stuck,
            [AdhesionShelf.Accepted] = Count(AdhesionStatus.Accepted),
            [AdhesionShelf.Refused] = Count(AdhesionStatus.Refused),
            [AdhesionShelf.Withdrawn] = Count(AdhesionStatus.Withdrawn),
            [AdhesionShelf.All] = states.Values.Sum(),
        };
    }
}
