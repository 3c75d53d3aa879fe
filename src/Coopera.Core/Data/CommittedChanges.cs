using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Press;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;
using Coopera.Domain.Texts;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Coopera.Core.Data;

/// <summary>What public pages are made of.</summary>
[Flags]
public enum PublicThings
{
    None = 0,
    Webinars = 1,
    Questions = 2,

    /// <summary>Of a webinar: free, last or gone.</summary>
    Places = 4,
    Adherents = 8,
    PressReleases = 16,
    PublicBodies = 32,
    Texts = 64,
    All = Webinars | Questions | Places | Adherents | PressReleases | PublicBodies | Texts,
}

/// <summary>
/// Tells, after a commit of this process, which of the public things it changed. What <c>ExecuteUpdate</c> changes is not seen, and what
/// other nodes commit is not heard: who listens needs a net for both.
/// </summary>
public sealed class CommittedChanges
{
    private Action<PublicThings>? _listeners;

    public void Listen(Action<PublicThings> listener) => _listeners += listener;

    public void Tell(PublicThings changed)
    {
        if (changed != PublicThings.None)
        {
            _listeners?.Invoke(changed);
        }
    }

    internal static PublicThings Of(ChangeTracker tracker)
    {
        var changed = PublicThings.None;
        foreach (var entry in tracker.Entries())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            {
                changed |= Of(entry.Entity);
            }
        }

        return changed;
    }

    private static PublicThings Of(object row) => row switch
    {
        Registration or RecentCancellation => PublicThings.Places,
        Webinar or Talk or Speaker or Material => PublicThings.Webinars,
        Question => PublicThings.Questions,
        Adhesion => PublicThings.Adherents,
        PressRelease => PublicThings.PressReleases,
        OldSlug => PublicThings.Webinars | PublicThings.PressReleases,
        PublicBody => PublicThings.PublicBodies,
        SiteText => PublicThings.Texts,
        _ => PublicThings.None,
    };
}
