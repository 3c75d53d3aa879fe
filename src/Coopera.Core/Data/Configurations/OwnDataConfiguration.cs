using Coopera.Domain;
using Coopera.Domain.OwnData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class OwnDataConfiguration : IEntityTypeConfiguration<DataLink>, IEntityTypeConfiguration<DataRequest>
{
    public void Configure(EntityTypeBuilder<DataLink> link)
    {
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Property(l => l.Email).HasMaxLength(EmailAddress.MaxLength);
        link.Property(l => l.EmailKey).HasMaxLength(EmailAddress.MaxLength);
        link.HasIndex(l => l.EmailKey);
    }

    public void Configure(EntityTypeBuilder<DataRequest> request)
    {
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
        request.Property(r => r.Status).HasConversion<string>().HasMaxLength(20);
        request.Property(r => r.Email).HasMaxLength(EmailAddress.MaxLength);
        request.Property(r => r.EmailKey).HasMaxLength(EmailAddress.MaxLength);
        request.Property(r => r.Who).HasMaxLength(DataRequest.WhoMaxLength);
        request.Property(r => r.Message).HasMaxLength(DataRequest.MessageMaxLength);
        request.Property(r => r.Answer).HasMaxLength(DataRequest.AnswerMaxLength);
        request.Property(r => r.ClosedBy).HasMaxLength(DataRequest.StaffMaxLength);
        request.Ignore(r => r.IsOpen);
        request.HasIndex(r => r.EmailKey);
        request.HasIndex(r => new { r.Status, r.DueOn });
    }
}
