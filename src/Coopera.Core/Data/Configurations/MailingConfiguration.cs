using Coopera.Domain;
using Coopera.Domain.Mailings;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class MailingConfiguration : IEntityTypeConfiguration<Mailing>
{
    public void Configure(EntityTypeBuilder<Mailing> mailing)
    {
        mailing.Property(m => m.Id).ValueGeneratedNever();
        mailing.Ignore(m => m.Content);
        mailing.Ignore(m => m.Audience);
        mailing.Ignore(m => m.CanBeChanged);
        mailing.Ignore(m => m.IsOnItsWay);
        mailing.Property(m => m.Subject).HasMaxLength(Mailing.SubjectMaxLength);
        mailing.Property(m => m.Body).HasMaxLength(Mailing.BodyMaxLength);
        mailing.Property(m => m.Kind).HasConversion<string>().HasMaxLength(20);
        mailing.Property(m => m.Province).HasMaxLength(Audience.ProvinceMaxLength);
        mailing.Property(m => m.ParticipantKind).HasConversion<string>().HasMaxLength(20);
        mailing.Property(m => m.Status).HasConversion<string>().HasMaxLength(20);
        mailing.Property(m => m.CreatedBy).HasMaxLength(Mailing.StaffMaxLength);
        mailing.Property(m => m.QueuedBy).HasMaxLength(Mailing.StaffMaxLength);
        mailing.Property(m => m.LastKey).HasMaxLength(EmailAddress.MaxLength);
        mailing.HasOne<Webinar>().WithMany().HasForeignKey(m => m.WebinarId).OnDelete(DeleteBehavior.SetNull);
        mailing.HasIndex(m => new { m.Status, m.CreatedAt });
    }
}
