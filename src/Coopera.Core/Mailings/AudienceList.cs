using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;

namespace Coopera.Core.Mailings;

/// <summary>Why somebody who may be thought of does not get it.</summary>
public enum LeftOut
{
    HasPlace,
    Waits,
    Cancelled,
    OtherProvinceOrKind,
    CameIn,
    StayedAway,
    SignedUpAgain,
    NoConsent,
    SignedUp,
    AddressFails,
    AddressRests,
    NoAddress,
    SameAddress,
}

/// <param name="Registration">Of people, and the last of who is invited; null for bodies.</param>
/// <param name="PersonKey">Of people: several may have one mailbox, and each has a link of their own.</param>
public sealed record Addressee(
    EmailAddress Email, string FullName, MessageReader Reader, RegistrationFacts? Registration = null, Guid? AdhesionId = null,
    string? PersonKey = null)
{
    public string Key => PersonKey ?? Reader.Key;
}

/// <summary>Who gets it, one line a person or an address, and how many do not, by why.</summary>
public sealed record AudienceList(IReadOnlyList<Addressee> People, IReadOnlyDictionary<LeftOut, int> LeftOut);

/// <summary>The list while it is made: the first line of a key counts.</summary>
internal sealed class AudienceDraft(IReadOnlySet<string> failing, IReadOnlySet<string> resting)
{
    private readonly Dictionary<string, Addressee> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<LeftOut, int> _leftOut = [];

    public void Add(Addressee person)
    {
        if (resting.Contains(person.Email.Key))
        {
            Leave(LeftOut.AddressRests);
        }
        else if (failing.Contains(person.Email.Key))
        {
            Leave(LeftOut.AddressFails);
        }
        else if (!_people.TryAdd(person.Key, person))
        {
            Leave(LeftOut.SameAddress);
        }
    }

    public void Leave(LeftOut why, int count = 1) => _leftOut[why] = _leftOut.GetValueOrDefault(why) + count;

    /// <summary>In an order that is the same every time: see <see cref="QueueMailings"/>.</summary>
    public AudienceList Done() => new(
        [.. _people.Values.OrderBy(person => person.Key, StringComparer.Ordinal)],
        _leftOut.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key).ToDictionary());
}
