using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Domain.Tests.Presence;

public sealed class PresenceTests
{
    private static readonly DateTimeOffset Start = new(2026, 2, 12, 14, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RegistrationStatus.Confirmed, -16, WayInState.TooEarly)]
    [InlineData(RegistrationStatus.Confirmed, -15, WayInState.Open)]
    [InlineData(RegistrationStatus.Confirmed, 119, WayInState.Open)]
    [InlineData(RegistrationStatus.Confirmed, 120, WayInState.Over)]
    [InlineData(RegistrationStatus.Waiting, 10, WayInState.Waiting)]
    [InlineData(RegistrationStatus.Cancelled, 10, WayInState.RegistrationCancelled)]
    public void The_door_opens_in_time_for_who_has_a_place(RegistrationStatus status, int minutes, WayInState state)
    {
        var webinar = new Webinar("a", "A", Start, Start.AddHours(2));
        webinar.Publish();

        Assert.Equal(state, WayIn.StateOf(webinar, status, TimeSpan.FromMinutes(15), Start.AddMinutes(minutes)));
        webinar.Cancel("Malattia");
        Assert.Equal(
            WayInState.WebinarCancelled, WayIn.StateOf(webinar, status, TimeSpan.FromMinutes(15), Start.AddMinutes(minutes)));
    }

    [Fact]
    public void Silence_of_a_page_without_scripts_says_nothing_and_leaving_ends_it()
    {
        var stay = new PresenceInterval(Guid.NewGuid(), PresenceSource.EntryPage, Start);

        Assert.True(stay.GoesOnAt(Start.AddHours(1)));
        stay.EnterAgain(Start.AddHours(1));
        Assert.True(stay.GoesOnAt(Start.AddMinutes(90)));
        stay.Leave(Start.AddHours(2));

        Assert.False(stay.GoesOnAt(Start.AddHours(2)));
        Assert.Equal((Start, Start.AddHours(2)), (stay.EnteredAt, stay.Until));
    }
}
