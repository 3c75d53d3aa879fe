using Coopera.Domain.Registrations;

namespace Coopera.Domain.Tests.Registrations;

public sealed class RegistrationTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, RegistrationStatus.Confirmed)]
    [InlineData(1, RegistrationStatus.Confirmed)]
    [InlineData(0, RegistrationStatus.Waiting)]
    public void Who_signs_up_gets_a_place_while_there_is_one(int? placesLeft, RegistrationStatus status)
    {
        var registration = New(placesLeft);

        Assert.Equal(status, registration.Status);
        Assert.Equal("maria.rossi@xn--forl-tpa.it", registration.ActiveKey);
        Assert.Equal("Maria.Rossi@forlì.it", registration.Email.Display);
        Assert.Equal("maria rossi maria rossi forli it comune di castroreale me", registration.SearchText);
        Assert.Equal((0, 0), (registration.LinkVersion, registration.CalendarSequence));
    }

    [Theory]
    [InlineData(null, RegistrationStatus.Confirmed)]
    [InlineData(1, RegistrationStatus.Confirmed)]
    [InlineData(0, RegistrationStatus.Waiting)]
    public void Who_confirms_within_the_hour_gets_a_place_while_there_is_one_and_comes_last(int? placesLeft, RegistrationStatus status)
    {
        var registration = ToConfirm();

        Assert.Equal((RegistrationStatus.Unconfirmed, true, false), (registration.Status, registration.IsActive, registration.IsAccepted));
        Assert.True(registration.Confirm(12, placesLeft, Now.AddMinutes(59)));
        Assert.False(registration.Confirm(13, placesLeft, Now.AddMinutes(59)));
        Assert.Equal((status, 12L), (registration.Status, registration.Number));
    }

    [Fact]
    public void After_an_hour_there_is_nothing_to_confirm()
    {
        var registration = ToConfirm();

        Assert.False(registration.Confirm(12, null, Now.AddHours(1)));
        Assert.Equal(RegistrationStatus.Unconfirmed, registration.Status);
    }

    [Theory]
    [InlineData("maria.rossi@comune.example", null)]
    [InlineData("maria+sai@comune.example", "maria@comune.example")]
    [InlineData("maria.rossi@gmail.com", "mariarossi@gmail.com")]
    [InlineData("mariarossi@gmail.com", null)]
    public void Another_spelling_of_a_mailbox_is_known_as_one(string email, string? mailbox) =>
        Assert.Equal(
            mailbox, Registration.SignUp(1, 7, null, Person(email), Notice, Now).OtherSpellingOf);

    [Fact]
    public void Cancelling_frees_the_address_and_happens_once()
    {
        var registration = New();

        Assert.True(registration.Cancel("  Impegno ", Now.AddDays(1)));
        Assert.False(registration.Cancel("Altro", Now.AddDays(2)));

        Assert.Equal(
            (RegistrationStatus.Cancelled, null, "Impegno", Now.AddDays(1)),
            (registration.Status, registration.ActiveKey, registration.CancellationReason, registration.CancelledAt));
        Assert.Equal(1, registration.CalendarSequence);
        Assert.False(registration.IsActive);
    }

    [Theory]
    [InlineData(null, RegistrationStatus.Confirmed)]
    [InlineData(0, RegistrationStatus.Waiting)]
    public void Taken_back_it_is_what_it_was_with_its_number_and_a_newer_calendar_object(int? placesLeft, RegistrationStatus was)
    {
        var registration = New(placesLeft);
        registration.Cancel("Impegno", Now);

        Assert.True(registration.Restore(was, Now.AddMinutes(3)));
        Assert.False(registration.Restore(was, Now.AddMinutes(4)));

        Assert.Equal(
            (was, registration.EmailKey, null, null, 1),
            (registration.Status, registration.ActiveKey, registration.CancelledAt, registration.CancellationReason,
                registration.CalendarSequence));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  \n ")]
    public void No_reason_is_no_reason(string? reason)
    {
        var registration = New();
        registration.Cancel(reason, Now);

        Assert.Null(registration.CancellationReason);
    }

    [Fact]
    public void A_reason_too_long_is_cut_between_characters_never_inside_one()
    {
        var registration = New();
        registration.Cancel(new string('a', Registration.ReasonMaxLength - 1) + "😀", Now);

        Assert.Equal(new string('a', Registration.ReasonMaxLength - 1), registration.CancellationReason);
    }

    [Fact]
    public void Correcting_a_name_keeps_the_link_and_the_calendar()
    {
        var registration = New();

        Assert.False(registration.Change(Person("MARIA.rossi@forlì.it") with { FirstName = "Maria Grazia" }, Now.AddHours(1)));

        Assert.Equal(
            ("Maria Grazia", "MARIA.rossi@forlì.it", 0, 0),
            (registration.FirstName, registration.Email.Display, registration.LinkVersion, registration.CalendarSequence));
        Assert.Equal(Now.AddHours(1), registration.ChangedAt);
    }

    [Fact]
    public void Another_address_voids_the_link_and_moves_the_calendar_on()
    {
        var registration = New();

        Assert.True(registration.Change(Person("altra@comune.it"), Now));

        Assert.Equal(
            ("altra@comune.it", "altra@comune.it", 1, 2),
            (registration.EmailKey, registration.ActiveKey, registration.LinkVersion, registration.CalendarSequence));
    }

    [Fact]
    public void Somebody_else_takes_the_place_with_a_choice_and_links_of_their_own()
    {
        var registration = Registration.SignUp(
            1, 7, null, Person("Maria.Rossi@forlì.it"), Notice with { FutureInvitations = true }, Now);
        var other = Person("anna@comune.it") with
        {
            FirstName = "Anna",
            LastName = "D’Angelo",
            PublicBodyCode = "083048",
            BodyName = "Comune di Messina (ME)",
        };

        Assert.True(registration.Substitute(other, Notice with { Version = "2027-01-01", ReadAt = Now.AddHours(1) }, Now.AddHours(1)));

        Assert.Equal(
            ("Anna D’Angelo", "anna@comune.it", "anna@comune.it", "083048"),
            (registration.FullName, registration.Email.Display, registration.ActiveKey, registration.PublicBodyCode));
        Assert.Equal(
            ("2027-01-01", Now.AddHours(1), false),
            (registration.PrivacyNoticeVersion, registration.PrivacyNoticeReadAt, registration.FutureInvitations));
        Assert.Equal(
            (7, RegistrationStatus.Confirmed, 1, 1, 1),
            (registration.Number, registration.Status, registration.LinkVersion, registration.CalendarSequence, registration.Revision));
        Assert.Equal(("dangelo anna", "comune di messina me"), (registration.SortName, registration.SortBody));
    }

    [Fact]
    public void Nobody_takes_a_place_that_was_given_up()
    {
        var registration = New();
        registration.Cancel(null, Now);

        Assert.False(registration.Substitute(Person("anna@comune.it"), Notice, Now));
        Assert.Equal((null, "Maria.Rossi@forlì.it", 0), (registration.ActiveKey, registration.Email.Display, registration.LinkVersion));
    }

    [Fact]
    public void Every_change_is_a_revision_of_its_own()
    {
        var registration = New(placesLeft: 0);
        registration.Change(Person("Maria.Rossi@forlì.it"), Now);
        registration.Promote(Now);
        registration.Cancel(null, Now);
        registration.Cancel(null, Now);

        Assert.Equal(3, registration.Revision);
    }

    [Theory]
    [InlineData("Nicolò", "D’Angelo", "dangelo nicolo")]
    [InlineData("Søren", "De Blasi-Øster", "de blasi oster soren")]
    public void Lists_go_by_the_surname_without_accents(string firstName, string lastName, string order) =>
        Assert.Equal(order, Registration.SignUp(
        1, 1, null, Person("a@b.it") with { FirstName = firstName, LastName = lastName }, Notice, Now).SortName);

    [Fact]
    public void Only_who_waits_is_given_a_place()
    {
        var waiting = New(placesLeft: 0);
        waiting.Promote(Now);

        Assert.Equal((RegistrationStatus.Confirmed, 1), (waiting.Status, waiting.CalendarSequence));
        Assert.Throws<InvalidOperationException>(() => waiting.Promote(Now));
    }

    [Fact]
    public void Rare_characters_that_grow_when_composed_or_folded_still_fit_their_columns()
    {
        // U+FDFA folds to eighteen letters, U+FB2C is composed as three characters.
        var grown = Text.CleanLine(new string('\uFB2C', Registration.NameMaxLength));
        var registration = Registration.SignUp(
            1,
            1,
            null,
            Person("a@b.it") with
            {
                FirstName = new string('\uFDFA', Registration.NameMaxLength),
                LastName = grown,
                Role = grown,
                OtherBody = grown,
            },
            Notice,
            Now);

        Assert.True(grown.Length > Registration.NameMaxLength);
        Assert.Equal(Registration.NameMaxLength, registration.LastName.Length);
        Assert.InRange(registration.SearchText.Length, 1, Registration.SearchTextMaxLength);
        Assert.InRange(registration.Role!.Length, 1, Registration.RoleMaxLength);
        Assert.InRange(registration.OtherBody!.Length, 1, Registration.OtherBodyMaxLength);
    }

    private static PrivacyNoticeReading Notice => new("2026-11-01", Now, FutureInvitations: false);

    private static Registration ToConfirm() =>
        Registration.SignUp(1, 7, null, Person("Maria.Rossi@forlì.it"), Notice, Now, mustConfirm: true);

    private static Registration New(int? placesLeft = null) =>
        Registration.SignUp(1, 7, placesLeft, Person("Maria.Rossi@forlì.it"), Notice, Now);

    private static Participant Person(string email) => new(
        "Maria", "Rossi", EmailAddress.Parse(email), ParticipantKind.Staff,
        "083016", null, "Comune di Castroreale (ME)", "Assistente sociale", null);
}
