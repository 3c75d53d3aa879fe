using Coopera.Core.Presence.Rooms;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Presence;

/// <summary>Several people before one screen.</summary>
public sealed class RoomTests
{
    [Theory]
    [EachEngine]
    public async Task Who_opens_a_room_confirms_with_those_in_it_and_says_who_stayed(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var contact = await there.SignUpAsync(People.Person());
        var phone = await there.SignUpAsync(People.Number(2));
        var named = await there.SignUpAsync(People.Number(3));
        var left = await there.SignUpAsync(People.Number(4));
        there.At(5);
        var opened = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync(there, contact)));
        Assert.Single(opened, outcome => outcome == RoomOutcome.Done);
        var code = await there.ReadAsync(db => db.PresenceRooms.Select(r => r.Code).SingleAsync());
        there.At(10);
        Assert.Equal(RoomOutcome.UnknownCode, await JoinAsync(there, phone, "zzzzzz"));
        Assert.Equal(RoomOutcome.Done, await JoinAsync(there, phone, $" {code.ToUpperInvariant()} "));
        Assert.Equal(RoomOutcome.AlreadySo, await JoinAsync(there, phone, code));
        Assert.Equal(RoomOutcome.Done, await JoinAsync(there, left, code));
        there.At(20);
        Assert.Equal(RoomOutcome.Done, await DeclareAsync(there, contact, fromTheBeginning: true, named.Id, phone.Id));
        Assert.Equal(RoomOutcome.AlreadySo, await DeclareAsync(there, contact, fromTheBeginning: true, named.Id));
        there.At(121);
        Assert.Equal(RoomOutcome.Done, await CloseAsync(there, contact, phone.Id, named.Id));
        Assert.Equal(RoomOutcome.AlreadySo, await CloseAsync(there, contact));

        var minutes = await Task.WhenAll(new[] { contact, phone, named, left }.Select(there.MinutesAsync));
        Assert.Equal([115, 110, 115, 0], minutes);
        var stated = await there.ReadAsync(db => db.PresenceIntervals.Where(p => p.StatedBy != null).Select(p => p.StatedBy).SingleAsync());
        Assert.Equal("Maria Rossi", stated);
    }

    [Theory]
    [EachEngine]
    public async Task Nobody_declares_people_of_another_body_or_without_a_room_and_a_citizen_sees_nobody(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var contact = await there.SignUpAsync(People.Person());
        var other = await there.SignUpAsync(People.Number(2) with { PublicBodyCode = "083048", BodyName = "Comune di Messina" });
        var citizen = await there.SignUpAsync(People.Number(3) with { Kind = ParticipantKind.Citizen });
        there.At(5);
        Assert.Equal(RoomOutcome.NotNow, await DeclareAsync(there, contact, fromTheBeginning: false, other.Id));
        await OpenAsync(there, contact);

        Assert.Equal(RoomOutcome.AlreadySo, await DeclareAsync(there, contact, fromTheBeginning: false, other.Id, citizen.Id));

        Assert.Empty(await there.ReadAsync(db => DeclareInRoom.Colleagues(db, citizen).ToListAsync()));
        Assert.Single(await there.ReadAsync(db => db.PresenceIntervals.ToListAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task A_room_opens_and_is_entered_only_while_it_takes_place(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var contact = await there.SignUpAsync(People.Person());
        var late = await there.SignUpAsync(People.Number(2));
        there.At(-30);
        Assert.Equal(RoomOutcome.NotNow, await OpenAsync(there, contact));
        there.At(5);
        await OpenAsync(there, contact);
        var code = await there.ReadAsync(db => db.PresenceRooms.Select(r => r.Code).SingleAsync());
        there.At(125);
        Assert.Equal(RoomOutcome.NotNow, await JoinAsync(there, late, code));
        there.At(120 + (2 * 60));
        Assert.Equal(RoomOutcome.NotNow, await CloseAsync(there, contact));
        Assert.Equal([(PresenceSource.Room, 5, 5)], await there.StaysAsync(contact));
    }

    private static Task<RoomOutcome> OpenAsync(AtTheWebinar there, Registration person) =>
        there.UseAsync<OpenRoom, RoomOutcome>(open => open.RunAsync(person));

    private static Task<RoomOutcome> JoinAsync(AtTheWebinar there, Registration person, string code) =>
        there.UseAsync<JoinRoom, RoomOutcome>(join => join.RunAsync(person, code));

    private static Task<RoomOutcome> DeclareAsync(AtTheWebinar there, Registration contact, bool fromTheBeginning, params Guid[] people) =>
        there.UseAsync<DeclareInRoom, RoomOutcome>(declare => declare.RunAsync(contact, people, fromTheBeginning));

    private static Task<RoomOutcome> CloseAsync(AtTheWebinar there, Registration contact, params Guid[] stayed) =>
        there.UseAsync<CloseRoom, RoomOutcome>(close => close.RunAsync(contact, there.Webinar, stayed));
}
