namespace Coopera.Domain.Webinars;

/// <summary>What everybody may know of the places of a webinar.</summary>
public enum PublicPlaces
{
    NoLimit,

    Free,

    Last,

    Full,
}

public sealed partial class Webinar
{
    private const int FewestLastPlaces = 3;

    /// <summary>So many or fewer are "the last places": a tenth of them.</summary>
    public int LastPlaces => Math.Max(FewestLastPlaces, (Capacity ?? 0) / 10);

    /// <summary>
    /// No number, so that nobody reads from it whether an address was signed up: by trying it, and looking whether there is one place less.
    /// "The last places" goes by how it stood when the day began, so that no single sign-up turns it on and no cancellation off: what turns
    /// it is all that happened in a day. That the places are gone is told at once, since it changes what whoever signs up gets.
    /// </summary>
    /// <param name="takenWhenTheDayBegan">In Rome.</param>
    public PublicPlaces PlacesForAll(int taken, int takenWhenTheDayBegan) =>
        Capacity is not { } capacity ? PublicPlaces.NoLimit
        : taken >= capacity ? PublicPlaces.Full
        : capacity - takenWhenTheDayBegan <= LastPlaces ? PublicPlaces.Last
        : PublicPlaces.Free;
}
