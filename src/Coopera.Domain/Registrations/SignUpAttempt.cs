namespace Coopera.Domain.Registrations;

/// <summary>
/// That the form of a webinar was sent, and from where: the same row for an address that was there and for a new one, so that counting them
/// tells nobody which it was.
/// </summary>
public sealed class SignUpAttempt
{
    public const int PlaceMaxLength = 40;

    /// <summary>Sign-ups are counted over this.</summary>
    public static readonly TimeSpan Counted = TimeSpan.FromHours(1);

    /// <summary>So long the network itself is kept.</summary>
    public static readonly TimeSpan NetworkKept = TimeSpan.FromHours(24);

    /// <summary>So long staff can still find what came from one place in a burst.</summary>
    public static readonly TimeSpan BurstKept = TimeSpan.FromDays(7);

    /// <summary>What stands for a network that is forgotten begins so; no network does.</summary>
    public const string Label = "~";

    private SignUpAttempt()
    {
    }

    public SignUpAttempt(int webinarId, string network, Guid? registrationId, DateTimeOffset at)
    {
        WebinarId = webinarId;
        Place = network;
        RegistrationId = registrationId;
        At = at;
    }

    public long Id { get; private set; }

    public int WebinarId { get; private set; }

    /// <summary>The network; once it is forgotten, a label that tells nothing but that it was one and the same.</summary>
    public string Place { get; private set; } = "";

    /// <summary>Null when the address was signed up already.</summary>
    public Guid? RegistrationId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static string NewLabel() => $"{Label}{Guid.NewGuid():N}";
}
