using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class EvidenceConfiguration
    : IEntityTypeConfiguration<CodeWord>, IEntityTypeConfiguration<WrongWords>,
        IEntityTypeConfiguration<PresenceRequest>, IEntityTypeConfiguration<PresenceRoom>
{
    private const int AccountMaxLength = PresenceInterval.StatedByMaxLength;

    public void Configure(EntityTypeBuilder<CodeWord> word)
    {
        word.Property(w => w.Word).HasMaxLength(CodeWord.MaxLength);
        word.Property(w => w.Key).HasMaxLength(CodeWord.MaxLength);
        word.Property(w => w.SaidBy).HasMaxLength(AccountMaxLength);
        word.HasOne<Webinar>().WithMany().HasForeignKey(w => w.WebinarId).OnDelete(DeleteBehavior.Cascade);
        word.HasIndex(w => new { w.WebinarId, w.SaidAt });
    }

    public void Configure(EntityTypeBuilder<WrongWords> wrong)
    {
        wrong.HasKey(w => w.RegistrationId);
        wrong.Property(w => w.RegistrationId).ValueGeneratedNever();
        wrong.HasOne<Registration>().WithOne().HasForeignKey<WrongWords>(w => w.RegistrationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PresenceRequest> request)
    {
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Text).HasMaxLength(PresenceRequest.TextMaxLength);
        request.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        request.Property(r => r.DecidedBy).HasMaxLength(AccountMaxLength);
        request.Property(r => r.Answer).HasMaxLength(PresenceRequest.AnswerMaxLength);
        request.HasOne<Registration>().WithMany().HasForeignKey(r => r.RegistrationId).OnDelete(DeleteBehavior.Cascade);
        request.HasIndex(r => r.RegistrationId);

        // One at a time; two clicks are decided here.
        request.HasIndex(r => r.OpenKey).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PresenceRoom> room)
    {
        room.Property(r => r.Id).ValueGeneratedNever();
        room.Property(r => r.Code).HasMaxLength(PresenceRoom.CodeLength);
        room.HasOne<Registration>().WithMany().HasForeignKey(r => r.ContactId).OnDelete(DeleteBehavior.Cascade);
        room.HasIndex(r => r.ContactId).IsUnique();
        room.HasIndex(r => r.Code).IsUnique();
    }
}
